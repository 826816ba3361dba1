package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.GatherRows;
import org.nd4j.linalg.api.buffer.DataType;

/** Rows of a float matrix by index. */
public final class Gather extends NodeTask {
    private Gather(Node node) {
        super(node);
    }

    /** The task, or null when the node gathers something else. */
    public static Gather of(Node node) {
        if (!node.op().equals("gather") || node.output().type() != DataType.FLOAT) {
            return null;
        }
        long[] axis = node.integers();
        boolean rows = node.input(0).rank() == 2
                && node.input(1).rank() == 1
                && node.input(1).type() == DataType.INT32
                && (axis.length == 0 || axis[0] == 0);
        return rows ? new Gather(node) : null;
    }

    @Override
    public boolean canRead(Value input, View window) {
        return window.contiguousRows();
    }

    @Override
    public boolean canWrite(View window) {
        return window.contiguousRows();
    }

    @Override
    public void bind(Binder binder) {
        binder.add(new GatherRows(binder.at(input(0)), binder.at(input(1)), binder.at(output())));
    }
}
