package io.github.coconut4j.model.internal.attention;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.tasks.Binder;
import io.github.coconut4j.model.internal.tasks.Places;
import io.github.coconut4j.model.internal.tasks.Task;
import java.util.List;
import java.util.function.Predicate;

/** The backward pass of attention down to its scores. */
final class AttentionGradientTask extends Task {
    private final AttentionGradient gradient;

    AttentionGradientTask(AttentionGradient gradient) {
        super(gradient.inputs(), List.of(gradient.scores()));
        this.gradient = gradient;
    }

    @Override
    public void place(Places places) {
        places.settleInLanes(output());
    }

    @Override
    public void bind(Binder binder) {
        binder.add(new AttentionGradientKernel(gradient, binder::at, binder.scratch()));
    }

    @Override
    public boolean makesLanes(Value output, Predicate<Value> made) {
        return true;
    }

    @Override
    public boolean readsColumns(Value input, Predicate<Value> made) {
        return gradient.values().contains(input);
    }
}
