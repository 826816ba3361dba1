package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.steps.Lanes;
import io.github.coconut4j.model.internal.steps.WeightedColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who makes and who reads each value of a list of tasks. */
public final class TaskIndex {
    private final Set<Value> outputs;
    private final Map<Value, List<Task>> readers;
    private final Map<Value, Task> producers = new HashMap<>();

    /**
     * Looks at the tasks once.
     *
     * @param outputs values that must end up in arrays of their own
     */
    public TaskIndex(List<Task> tasks, Set<Value> outputs) {
        this.outputs = outputs;
        this.readers = readers(tasks);
        tasks.forEach(task -> task.outputs().forEach(output -> producers.put(output, task)));
    }

    /** Who reads each value; a task once, however often it does. */
    public static Map<Value, List<Task>> readers(List<Task> tasks) {
        Map<Value, List<Task>> readers = new HashMap<>();
        for (Task task : tasks) {
            for (Value input : new HashSet<>(task.inputs())) {
                readers.computeIfAbsent(input, value -> new ArrayList<>()).add(task);
            }
        }
        return readers;
    }

    public boolean isOutput(Value value) {
        return outputs.contains(value);
    }

    public List<Task> readers(Value value) {
        return readers.getOrDefault(value, List.of());
    }

    /** The task that makes a value; null for what is given from outside. */
    public Task producer(Value value) {
        return producers.get(value);
    }

    /** The task that makes a value nobody but one task reads, or null. */
    public Task producerForOne(Value value) {
        return readers(value).size() == 1 && !isOutput(value) ? producer(value) : null;
    }

    /** The only reader of a value, when that is an operation of this name; else null. */
    public Task onlyReader(Value value, String op) {
        List<Task> reading = readers(value);
        return reading.size() == 1 && !isOutput(value) && isOp(reading.get(0), op) ? reading.get(0) : null;
    }

    /** Whether a task is this operation and nothing more. */
    public static boolean isOp(Task task, String op) {
        return task != null
                && task.node() != null
                && task.sink() == null
                && task.node().op().equals(op);
    }

    /** Whether everybody who reads an array {@code [B, H, m, n]} can do so as it lies in {@link Lanes}: {@link WeightedColumns} behind windows and concatenations. */
    public boolean readInLanes(Value value) {
        return !isOutput(value) && readers(value).stream().allMatch(task -> task.readsLanes(value, this::readInLanes));
    }
}
