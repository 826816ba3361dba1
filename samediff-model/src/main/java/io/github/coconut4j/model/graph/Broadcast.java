package io.github.coconut4j.model.graph;

import io.github.coconut4j.model.ModelException;
import org.nd4j.autodiff.samediff.SDVariable;

/** Gradients of operands that an element-wise op stretched: sums over the stretched axes. */
final class Broadcast {
    private Broadcast() {}

    /** Contributes {@code gradient}, of the output's shape, to an operand that may be smaller. */
    static void contribute(Value operand, Value output, SDVariable gradient, Backward backward) {
        if (!backward.wants(operand)) {
            return;
        }
        int rank = output.rank();
        if (operand.sameShape(output)) {
            backward.contribute(operand, gradient);
        } else if (operand.rank() == 1 && rank == 2 && operand.size(0) == output.size(1)) {
            backward.contributeColumnSum(operand, gradient, output.size(0));
        } else if (operand.rank() == rank
                && operand.size(rank - 1) == 1
                && operand.length() * output.size(rank - 1) == output.length()) {
            backward.contribute(operand, backward.graph().sum(gradient, true, rank - 1));
        } else {
            throw new ModelException("Stretching " + operand + " to " + output
                    + " cannot be trained through: only row vectors [D] and columns [N, 1] can.");
        }
    }
}
