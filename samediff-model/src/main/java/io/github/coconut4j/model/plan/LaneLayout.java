package io.github.coconut4j.model.plan;

import io.github.coconut4j.model.graph.Value;
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
        if (task == null || value.rank() != 4) {
            return false;
        }
        return switch (task.kind()) {
            case ATTENTION -> !value.equals(task.output());
            case ATTENTION_GRADIENT -> true;
            case VIEW -> task.node().op().equals("strided_slice") && isMadeInLanes(task.input(0));
            case CONCAT ->
                Lowering.concatAxis(task.node()) == 2 && task.inputs().stream().allMatch(this::isMadeInLanes);
            default -> false;
        };
    }

    /** Whether a value is made by {@link WeightedColumns}. */
    boolean isSumOfColumns(Value value) {
        Task task = producers.get(value);
        return task != null
                && task.kind() == TaskKind.PRODUCT
                && value.rank() == 4
                && !task.node().transposed(1)
                && isMadeInLanes(task.input(0));
    }

    /** Whether a value is copied that way: a concatenation, copied anyway, or a window with several readers; all readers must read columns. */
    boolean isReadInLanes(Value value) {
        Task task = producers.get(value);
        List<Task> reading = readers.getOrDefault(value, List.of());
        boolean concat = task != null && task.kind() == TaskKind.CONCAT && Lowering.concatAxis(task.node()) == 2;
        boolean window = task != null && task.kind() == TaskKind.VIEW && reading.size() > 1;
        return (concat || window)
                && value.rank() == 4
                && !reading.isEmpty()
                && reading.stream().allMatch(reader -> readsColumns(reader, value));
    }

    private boolean readsColumns(Task task, Value value) {
        return switch (task.kind()) {
            case ATTENTION -> task.attention().readsColumns(value);
            case ATTENTION_GRADIENT -> task.gradient().values().contains(value);
            case PRODUCT -> value.equals(task.input(1)) && isMadeInLanes(task.input(0));
            default -> false;
        };
    }
}
