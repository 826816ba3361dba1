package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.ScatterRows;
import org.nd4j.linalg.api.buffer.DataType;

/** Rows added to a float matrix by index. */
public final class Scatter extends NodeTask {
    private Scatter(Node node) {
        super(node);
    }

    /** The task, or null when the node is something else. */
    public static Scatter of(Node node) {
        boolean rows = node.op().equals("unsorted_segment_sum")
                && node.output().type() == DataType.FLOAT
                && node.output().rank() == 2
                && node.input(0).rank() == 2
                && node.input(1).rank() == 1
                && node.input(1).type() == DataType.INT32;
        return rows ? new Scatter(node) : null;
    }

    @Override
    public boolean canAddTo(View memory) {
        return memory.contiguous();
    }

    @Override
    public boolean canRead(Value input, View window) {
        return window.contiguousRows();
    }

    @Override
    public void bind(Binder binder) {
        boolean adds = sink() != null;
        View table = adds ? sink() : binder.at(output());
        binder.add(new ScatterRows(binder.at(input(0)), binder.at(input(1)), table, !adds));
    }
}
