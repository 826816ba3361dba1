package io.github.coconut4j.model.gradient;

import io.github.coconut4j.model.graph.Value;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** Rules of element-wise ops on two arrays or more, of which the smaller is stretched. */
final class PairRules {
    static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("add", c -> {
                Broadcast.contribute(c, 0, c.dy());
                Broadcast.contribute(c, 1, c.dy());
            }),
            Map.entry("biasadd", c -> {
                Value bias = c.input(1);
                Value out = c.output();
                c.require(bias.size(0) == out.size(out.rank() - 1), "along the last axis");
                Broadcast.contribute(c, 0, c.dy());
                Broadcast.contribute(c, 1, c.dy());
            }),
            Map.entry("mergeadd", c -> {
                for (int i = 0; i < c.node().inputs().size(); i++) {
                    c.give(i, c.dy());
                }
            }),
            Map.entry("subtract", c -> difference(c, 0, 1)),
            Map.entry("reversesubtract", c -> difference(c, 1, 0)),
            Map.entry("multiply", c -> {
                for (int i = 0; i < 2; i++) {
                    if (c.wants(i)) {
                        Broadcast.contribute(c, i, c.dy().mul(c.x(1 - i)));
                    }
                }
            }),
            Map.entry("divide", c -> quotient(c, 0, 1)),
            Map.entry("reversedivide", c -> quotient(c, 1, 0)),
            Map.entry("squaredsubtract", c -> {
                SDVariable slope = c.dy().mul(c.x(0).sub(c.x(1)).mul(2));
                Broadcast.contribute(c, 0, slope);
                if (c.wants(1)) {
                    Broadcast.contribute(c, 1, slope.mul(-1));
                }
            }),
            Map.entry("maximum", c -> larger(c, 0, 1)),
            Map.entry("minimum", c -> larger(c, 1, 0)),
            Map.entry("Pow", c -> {
                SDVariable base = c.x(0);
                SDVariable power = c.x(1);
                if (c.wants(0)) {
                    SDVariable slope = power.mul(c.sd().math.pow(base, power.sub(1)));
                    Broadcast.contribute(c, 0, c.dy().mul(slope));
                }
                if (c.wants(1)) {
                    Broadcast.contribute(c, 1, c.dy().mul(c.y().mul(c.sd().math.log(base))));
                }
            }),
            Map.entry("Where", PairRules::choice));

    private PairRules() {}

    private static void difference(Chain c, int from, int subtracted) {
        Broadcast.contribute(c, from, c.dy());
        if (c.wants(subtracted)) {
            Broadcast.contribute(c, subtracted, c.dy().mul(-1));
        }
    }

    private static void quotient(Chain c, int dividend, int divisor) {
        Broadcast.contribute(c, dividend, c.dy().div(c.x(divisor)));
        if (c.wants(divisor)) {
            SDVariable slope = c.y().div(c.x(divisor)).mul(-1);
            Broadcast.contribute(c, divisor, c.dy().mul(slope));
        }
    }

    /** The operand that is the greater one where {@code first - second} is above 0 gets the gradient there; where both are equal, the other one does. */
    private static void larger(Chain c, int first, int second) {
        SDVariable isFirst = ElementRules.above(c.x(first).sub(c.x(second)), 0);
        Broadcast.contribute(c, 0, c.dy().mul(isFirst));
        if (c.wants(1)) {
            Broadcast.contribute(c, 1, c.dy().mul(isFirst.rsub(1)));
        }
    }

    private static void choice(Chain c) {
        int condition = c.input(0).type() == DataType.BOOL ? 0 : 2;
        int whereTrue = condition == 0 ? 1 : 0;
        c.require(
                c.node().inputs().stream().allMatch(c.output()::sameShape),
                "between arrays of the shape of the condition");
        SDVariable zeros = c.dy().mul(0);
        c.give(whereTrue, c.sd().where(c.dy(), zeros, c.x(condition)));
        c.give(whereTrue + 1, c.sd().where(zeros, c.dy(), c.x(condition)));
    }
}
