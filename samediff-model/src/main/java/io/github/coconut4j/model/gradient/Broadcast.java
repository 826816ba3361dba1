package io.github.coconut4j.model.gradient;

import io.github.coconut4j.model.graph.Value;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;

/** Gradients of operands that an element-wise op stretched: sums over the stretched axes. */
final class Broadcast {
    private Broadcast() {}

    /** Contributes {@code gradient}, of the output's shape, to an operand that may be smaller. */
    static void contribute(Chain c, int i, SDVariable gradient) {
        Value operand = c.input(i);
        Value output = c.output();
        if (!c.wants(i)) {
            return;
        }
        int rank = output.rank();
        if (operand.sameShape(output)) {
            c.give(i, gradient);
        } else if (operand.rank() == 1 && rank >= 2 && operand.size(0) == output.size(rank - 1)) {
            long width = output.size(rank - 1);
            long rows = output.length() / width;
            SDVariable matrix = rank == 2 ? gradient : c.sd().reshape(gradient, rows, width);
            c.backward().contributeColumnSum(operand, matrix, rows);
        } else {
            c.give(i, overStretchedAxes(c, operand, gradient));
        }
    }

    private static SDVariable overStretchedAxes(Chain c, Value operand, SDVariable gradient) {
        Value output = c.output();
        int missing = output.rank() - operand.rank();
        int[] axes = IntStream.range(0, output.rank())
                .filter(axis -> output.size(axis) != 1 && (axis < missing || operand.size(axis - missing) == 1))
                .toArray();
        SDVariable sum = axes.length == 0 ? gradient : c.sd().sum(gradient, true, axes);
        return missing == 0 ? sum : c.sd().reshape(sum, operand.shape());
    }
}
