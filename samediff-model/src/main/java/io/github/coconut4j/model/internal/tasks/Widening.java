package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.steps.Step;
import io.github.coconut4j.model.internal.steps.StockStep;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The floats of a matrix that is kept in half precision. Where products alone read them, they are made again before each, in memory that all such matrices of the plan
 * share: it holds the floats of one of them, however many passes and layers there are.
 */
public final class Widening extends NodeTask {
    private boolean beforeUse;

    private Widening(Node node) {
        super(node);
    }

    /** The task, or null when the node makes something else. */
    public static Widening of(Node node) {
        boolean widens = node.op().equals("cast")
                && node.output().type() == DataType.FLOAT
                && node.input(0).type() == DataType.BFLOAT16
                && node.input(0).producer() == null;
        return widens ? new Widening(node) : null;
    }

    @Override
    public void place(Places places) {
        beforeUse = places.settleBeforeUse(output());
        if (!beforeUse) {
            places.home(output());
        }
    }

    @Override
    public void bind(Binder binder) {
        Value output = output();
        Step step = StockStep.of(node(), binder.arrays(inputs()), List.of(binder.array(output)));
        if (beforeUse) {
            binder.makeBeforeUse(output, step);
        } else {
            binder.add(step);
        }
    }
}
