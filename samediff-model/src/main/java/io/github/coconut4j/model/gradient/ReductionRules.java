package io.github.coconut4j.model.gradient;

import io.github.coconut4j.model.graph.Value;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.summarystats.Variance;

/** Rules of ops that reduce axes, kept or not, to one number. */
final class ReductionRules {
    static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("reduce_sum", c -> c.backward().contributeStretched(c.input(0), kept(c, c.dy()))),
            Map.entry("reduce_mean", ReductionRules::mean),
            Map.entry("reduce_max", c -> extreme(c, kept(c, c.y()).sub(c.x()))),
            Map.entry("reduce_min", c -> extreme(c, c.x().sub(kept(c, c.y())))),
            Map.entry("reduce_prod", c -> c.give(kept(c, c.dy().mul(c.y())).div(c.x()))),
            Map.entry("reduce_norm1", c -> c.give(c.sd().math.sign(c.x()).mul(kept(c, c.dy())))),
            Map.entry("reduce_norm2", c -> c.give(c.x().mul(kept(c, c.dy().div(c.y()))))),
            Map.entry("reduce_sqnorm", c -> c.give(c.x().mul(2).mul(kept(c, c.dy())))),
            Map.entry("reduce_logsumexp", c -> {
                SDVariable weights = c.sd().math.exp(c.x().sub(kept(c, c.y())));
                c.give(weights.mul(kept(c, c.dy())));
            }),
            Map.entry("var", c -> c.give(centered(c).mul(kept(c, c.dy())).mul(2 / freedom(c)))),
            Map.entry(
                    "std",
                    c -> c.give(centered(c).mul(kept(c, c.dy().div(c.y()))).mul(1 / freedom(c)))),
            Map.entry("moments", c -> {
                if (c.output() == c.node().outputs().get(0)) {
                    mean(c);
                } else {
                    c.give(centered(c).mul(kept(c, c.dy())).mul(2.0 / count(c)));
                }
            }));

    private ReductionRules() {}

    private static void mean(Chain c) {
        c.backward().contributeStretched(c.input(0), kept(c, c.dy().mul(1.0 / count(c))));
    }

    /** The gradient goes to the elements that are not {@code below} the extreme one, in equal parts. */
    private static void extreme(Chain c, SDVariable below) {
        SDVariable extreme = ElementRules.notAbove(below, 0);
        SDVariable share =
                kept(c, c.dy()).div(c.sd().sum(extreme, true, c.node().reducedAxes()));
        c.give(extreme.mul(share));
    }

    /** Something of the output's shape with the reduced axes as axes of length 1, so that it stretches to the input. A single number stretches as it is. */
    private static SDVariable kept(Chain c, SDVariable reduced) {
        Value x = c.input(0);
        if (c.output().rank() == x.rank() || c.output().rank() == 0) {
            return reduced;
        }
        long[] shape = x.shape();
        for (int axis : c.node().reducedAxes()) {
            shape[axis] = 1;
        }
        return c.sd().reshape(reduced, shape);
    }

    private static SDVariable centered(Chain c) {
        return c.x().sub(c.sd().mean(c.x(), true, c.node().reducedAxes()));
    }

    /** How many elements become one. */
    private static long count(Chain c) {
        return Arrays.stream(c.node().reducedAxes()).mapToLong(c.input(0)::size).reduce(1, (a, b) -> a * b);
    }

    private static double freedom(Chain c) {
        return ((Variance) c.node().source()).isBiasCorrected() ? count(c) - 1 : count(c);
    }
}
