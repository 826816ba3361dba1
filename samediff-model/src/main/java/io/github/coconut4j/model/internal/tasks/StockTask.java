package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.StockStep;
import org.nd4j.linalg.api.buffer.DataType;

/** Any op, run by libnd4j unless a pass makes something faster of it. */
public final class StockTask extends NodeTask {
    public StockTask(Node node) {
        super(node);
    }

    /** Whether a node sums the rows of a float matrix into one row. */
    public static boolean sumsColumns(Node node) {
        return node.op().equals("reduce_sum")
                && node.output().type() == DataType.FLOAT
                && node.input(0).rank() == 2
                && node.input(0).size(1) > 1
                && node.output().rank() == 1
                && node.reducedAxes().length == 1
                && node.reducedAxes()[0] == 0;
    }

    /** Sums of columns become instructions of a row kernel, which can add. */
    @Override
    public boolean canAddTo(View memory) {
        return sumsColumns(node()) && memory.contiguous();
    }

    @Override
    public void bind(Binder binder) {
        binder.add(StockStep.of(node(), binder.arrays(inputs()), binder.arrays(outputs())));
    }
}
