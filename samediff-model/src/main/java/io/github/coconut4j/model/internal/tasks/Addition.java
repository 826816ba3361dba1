package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.StockStep;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adds a value to memory outside the plan. */
public final class Addition extends Task {
    public Addition(Value value, View memory) {
        super(List.of(value), List.of());
        addTo(memory);
    }

    @Override
    public void bind(Binder binder) {
        INDArray sum = sink().array();
        binder.add(StockStep.of("add", List.of(sum, binder.at(input(0)).array()), List.of(sum)));
    }
}
