package io.github.coconut4j.model.plan;

import io.github.coconut4j.model.graph.SliceRange;
import io.github.coconut4j.model.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who makes and who reads each value of a list of tasks. */
final class TaskIndex {
    private final Set<Value> outputs;
    private final Map<Value, List<Task>> readers;
    private final Map<Value, Task> producers = new HashMap<>();

    /**
     * Looks at the tasks once.
     *
     * @param outputs values that must end up in arrays of their own
     */
    TaskIndex(List<Task> tasks, Set<Value> outputs) {
        this.outputs = outputs;
        this.readers = Lowering.readers(tasks);
        tasks.forEach(task -> task.outputs().forEach(output -> producers.put(output, task)));
    }

    boolean isOutput(Value value) {
        return outputs.contains(value);
    }

    List<Task> readers(Value value) {
        return readers.getOrDefault(value, List.of());
    }

    /** The task that makes a value; null for what is given from outside. */
    Task producer(Value value) {
        return producers.get(value);
    }

    /** The task that makes a value nobody but one task reads, or null. */
    Task producerForOne(Value value) {
        return readers(value).size() == 1 && !isOutput(value) ? producer(value) : null;
    }

    /** The only reader of a value, when that is an operation of this name; else null. */
    Task onlyReader(Value value, String op) {
        List<Task> reading = readers(value);
        return reading.size() == 1 && !isOutput(value) && isOp(reading.get(0), op) ? reading.get(0) : null;
    }

    /** Whether a task is this operation and nothing more. */
    static boolean isOp(Task task, String op) {
        return task != null
                && task.node() != null
                && task.sink() == null
                && task.base() == null
                && task.node().op().equals(op);
    }

    /** Whether everybody who reads an array {@code [B, H, m, n]} can do so as it lies in {@link Lanes}: {@link WeightedColumns} behind windows and concatenations. */
    boolean readInLanes(Value value) {
        return !isOutput(value) && readers(value).stream().allMatch(task -> readsLanes(task, value));
    }

    /** Whether a task can read an array as it lies in {@link Lanes}. */
    boolean readsLanes(Task task, Value value) {
        return switch (task.kind()) {
            case PRODUCT -> isWeighted(task, value);
            case CONCAT -> Lowering.concatAxis(task.node()) == 2 && readInLanes(task.output());
            case VIEW ->
                isOp(task, "strided_slice") && SliceRange.of(task.node()).axis() >= 2 && readInLanes(task.output());
            default -> false;
        };
    }

    private static boolean isWeighted(Task product, Value weights) {
        return weights.rank() == 4
                && product.sink() == null
                && product.input(0).equals(weights)
                && !product.input(1).equals(weights)
                && !product.node().transposed(1);
    }
}
