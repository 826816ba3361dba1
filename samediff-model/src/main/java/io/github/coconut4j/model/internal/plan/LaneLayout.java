package io.github.coconut4j.model.internal.plan;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.steps.Lanes;
import io.github.coconut4j.model.internal.steps.WeightedColumns;
import io.github.coconut4j.model.internal.tasks.Concatenation;
import io.github.coconut4j.model.internal.tasks.Product;
import io.github.coconut4j.model.internal.tasks.Task;
import io.github.coconut4j.model.internal.tasks.Window;
import java.util.List;
import java.util.Map;

/** Which values lie in memory as {@link Lanes} read them fastest: weights of attention and their gradients, and copies of keys and values that are read again and again. */
final class LaneLayout {
    private final Map<Value, List<Task>> readers;
    private final Map<Value, Task> producers;

    LaneLayout(Map<Value, List<Task>> readers, Map<Value, Task> producers) {
        this.readers = readers;
        this.producers = producers;
    }

    /** Whether a value is made that way, is a window on such a value or joins such values. */
    boolean isMadeInLanes(Value value) {
        Task task = producers.get(value);
        return task != null && value.rank() == 4 && task.makesLanes(value, this::isMadeInLanes);
    }

    /** Whether a value is made by {@link WeightedColumns}. */
    boolean isSumOfColumns(Value value) {
        Task task = producers.get(value);
        return task instanceof Product
                && value.rank() == 4
                && !task.node().transposed(1)
                && isMadeInLanes(task.input(0));
    }

    /** Whether a value is copied that way: a concatenation, copied anyway, or a window with several readers; all readers must read columns. */
    boolean isReadInLanes(Value value) {
        Task task = producers.get(value);
        List<Task> reading = readers.getOrDefault(value, List.of());
        boolean concat = task instanceof Concatenation joined && joined.axis() == 2;
        boolean window = task instanceof Window && reading.size() > 1;
        return (concat || window)
                && value.rank() == 4
                && !reading.isEmpty()
                && reading.stream().allMatch(reader -> reader.readsColumns(value, this::isMadeInLanes));
    }
}
