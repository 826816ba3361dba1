package io.github.coconut4j.model.internal.attention;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.tasks.Binder;
import io.github.coconut4j.model.internal.tasks.Places;
import io.github.coconut4j.model.internal.tasks.Task;
import java.util.function.Predicate;

/** Scores, masks, softmax and weighted sum as one. */
final class AttentionTask extends Task {
    private final Attention attention;

    AttentionTask(Attention attention) {
        super(attention.inputs(), attention.outputs());
        this.attention = attention;
    }

    /** The output goes where its reader wants it, the weights where the backward pass reads them fastest. */
    @Override
    public void place(Places places) {
        places.settleByColumns(attention.output());
        if (attention.weights() != null) {
            places.settleInLanes(attention.weights());
        }
    }

    @Override
    public void bind(Binder binder) {
        binder.add(new AttentionKernel(attention, binder::at, binder.scratch()));
    }

    @Override
    public boolean makesLanes(Value output, Predicate<Value> made) {
        return output.equals(attention.weights());
    }

    @Override
    public boolean readsColumns(Value input, Predicate<Value> made) {
        return attention.readsColumns(input);
    }
}
