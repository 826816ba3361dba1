package io.github.coconut4j.model.gradient;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * One application of the chain rule.
 *
 * @param node the operation
 * @param output the output of the node that a gradient arrived at; nodes with several outputs get one application for each
 * @param dy that gradient, of the output's shape
 * @param backward takes the gradients of the inputs
 */
record Chain(Node node, Value output, SDVariable dy, Backward backward) {
    SameDiff sd() {
        return backward.graph();
    }

    Value input(int i) {
        return node.input(i);
    }

    /** The first input as a variable. */
    SDVariable x() {
        return x(0);
    }

    SDVariable x(int i) {
        return backward.variable(node.input(i));
    }

    /** The output as a variable. */
    SDVariable y() {
        return backward.variable(output);
    }

    /** Whether the gradient of an input is asked for. */
    boolean wants(int i) {
        return backward.wants(node.input(i));
    }

    /** Adds to the gradient of an input, in the input's own shape. */
    void give(int i, SDVariable gradient) {
        backward.contribute(node.input(i), gradient);
    }

    /** Adds to the gradient of the first input. */
    void give(SDVariable gradient) {
        give(0, gradient);
    }

    /** Refuses uses of an op that its rule would get wrong. */
    void require(boolean condition, String how) {
        if (!condition) {
            throw new ModelException(
                    "Op " + node.op() + " can be trained through only " + how + " (at " + output.name() + ").");
        }
    }
}
