package io.github.coconut4j.model.gradient;

import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;

/** Rules of ops in which every element of a row depends on all of them: softmax and norms. */
final class NormRules {
    /** Added to the variance so that a row of equal numbers has a slope; libnd4j adds 1e-12 to the deviation. */
    private static final double TINY = 1e-24;

    static final Map<String, Rule> RULES = Map.of(
            "softmax", NormRules::softmax,
            "log_softmax", NormRules::logSoftmax,
            "standardize",
                    c -> {
                        requireLastAxis(c);
                        Row row = Row.of(c);
                        c.give(row.gradient(c.dy()));
                    },
            "layer_norm", NormRules::layerNorm);

    private NormRules() {}

    /** dx = y (dy - sum(y dy)). */
    private static void softmax(Chain c) {
        SDVariable y = c.y();
        SDVariable inner = c.sd().sum(c.dy().mul(y), true, axis(c));
        c.give(c.dy().sub(inner).mul(y));
    }

    /** dx = dy - exp(y) sum(dy). */
    private static void logSoftmax(Chain c) {
        SDVariable sum = c.sd().sum(c.dy(), true, axis(c));
        c.give(c.dy().sub(c.sd().math.exp(c.y()).mul(sum)));
    }

    private static int axis(Chain c) {
        long[] axis = c.node().integers();
        int rank = c.output().rank();
        return axis.length == 0 ? rank - 1 : Math.floorMod((int) axis[0], rank);
    }

    private static void layerNorm(Chain c) {
        requireLastAxis(c);
        Row row = Row.of(c);
        c.give(row.gradient(c.dy().mul(c.x(1))));
        if (c.wants(1)) {
            Broadcast.contribute(c, 1, c.dy().mul(row.standardized()));
        }
        if (c.node().inputs().size() > 2) {
            Broadcast.contribute(c, 2, c.dy());
        }
    }

    private static void requireLastAxis(Chain c) {
        long[] axes = c.node().integers();
        c.require(axes.length == 1 && axis(c) == c.output().rank() - 1, "along the last axis alone");
    }

    /** A row less its mean, over its deviation. */
    private record Row(SDVariable standardized, SDVariable inverseDeviation, int axis) {
        static Row of(Chain c) {
            int axis = c.output().rank() - 1;
            SDVariable centered = c.x().sub(c.sd().mean(c.x(), true, axis));
            SDVariable variance = c.sd().mean(centered.mul(centered), true, axis);
            SDVariable inverse = c.sd().math.pow(variance.add(TINY), -0.5);
            return new Row(centered.mul(inverse), inverse, axis);
        }

        /** dx = (dy - mean(dy) - y mean(y dy)) / deviation. */
        SDVariable gradient(SDVariable dy) {
            SDVariable along = dy.getSameDiff().mean(dy.mul(standardized), true, axis);
            SDVariable level = dy.getSameDiff().mean(dy, true, axis);
            return dy.sub(level).sub(standardized.mul(along)).mul(inverseDeviation);
        }
    }
}
