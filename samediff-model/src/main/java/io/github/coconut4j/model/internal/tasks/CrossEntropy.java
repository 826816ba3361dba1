package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.CrossEntropyRows;
import org.nd4j.linalg.api.buffer.DataType;

/** Cross-entropy of each row of a matrix of logits, or its gradient, softmax minus one-hot. */
public final class CrossEntropy extends NodeTask {
    private static final String LOSS = "sparse_softmax_cross_entropy_loss_with_logits";

    private final int targets;

    private CrossEntropy(Node node, int targets) {
        super(node);
        this.targets = targets;
    }

    /** The task, or null when the node is something else, or of other shapes or types. */
    public static CrossEntropy of(Node node) {
        boolean loss = node.op().equals(LOSS) || node.op().equals(LOSS + "_grad");
        if (!loss || node.output().type() != DataType.FLOAT || node.inputs().size() != 2) {
            return null;
        }
        int targets = node.input(0).type() == DataType.INT32 ? 0 : 1;
        boolean rows = node.input(targets).type() == DataType.INT32
                && node.input(targets).rank() == 1
                && node.input(1 - targets).rank() == 2;
        return rows ? new CrossEntropy(node, targets) : null;
    }

    @Override
    public boolean canRead(Value input, View window) {
        return window.contiguousRows();
    }

    @Override
    public void bind(Binder binder) {
        boolean gradient = !node().op().equals(LOSS);
        View logits = binder.at(input(1 - targets));
        binder.add(new CrossEntropyRows(binder.at(input(targets)), logits, binder.at(output()), gradient));
    }
}
