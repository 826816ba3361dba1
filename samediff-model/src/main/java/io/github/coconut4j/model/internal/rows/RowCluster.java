package io.github.coconut4j.model.internal.rows;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.tasks.StockTask;
import io.github.coconut4j.model.internal.tasks.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Row-wise tasks over the same rows that run as one kernel, at the place of the first of them. */
final class RowCluster {
    private final Rows rows;
    private final int slot;
    private final List<Task> members = new ArrayList<>();
    private final Set<Task> recomputed = new LinkedHashSet<>();
    private final Map<Value, Task> producers = new LinkedHashMap<>();
    private List<Value> results = List.of();

    /**
     * An empty cluster.
     *
     * @param slot position of its first task
     */
    RowCluster(Rows rows, int slot) {
        this.rows = rows;
        this.slot = slot;
    }

    Rows rows() {
        return rows;
    }

    int slot() {
        return slot;
    }

    void add(Task task) {
        members.add(task);
        task.outputs().forEach(output -> producers.put(output, task));
    }

    /** Adds tasks of earlier clusters whose results are cheaper to compute again than to keep. */
    void recompute(Set<Task> tasks) {
        recomputed.addAll(tasks);
        tasks.forEach(task -> task.outputs().forEach(output -> producers.putIfAbsent(output, task)));
    }

    boolean produces(Value value) {
        return producers.containsKey(value);
    }

    /** Whether a value is there as soon as its rows are; sums of columns are there when all rows are through. */
    boolean givesRowByRow(Value value) {
        return produces(value) && !StockTask.sumsColumns(producer(value).node());
    }

    Task producer(Value value) {
        return producers.get(value);
    }

    /** Values the cluster's own tasks give (those computed again belong to somebody else). */
    List<Value> own() {
        return members.stream().flatMap(task -> task.outputs().stream()).toList();
    }

    /** Tasks in an order that can be run: what is computed again comes first. */
    List<Task> tasks() {
        List<Task> tasks = new ArrayList<>(recomputed);
        tasks.addAll(members);
        return tasks;
    }

    /** Values read from memory. */
    Set<Value> reads() {
        Set<Value> reads = new LinkedHashSet<>();
        for (Task task : tasks()) {
            task.inputs().stream().filter(input -> !produces(input)).forEach(reads::add);
        }
        return reads;
    }

    void keep(List<Value> values) {
        results = values;
    }

    /** The own values that somebody outside reads. */
    List<Value> results() {
        return results;
    }

    boolean useless() {
        return results.isEmpty() && members.stream().allMatch(task -> task.sink() == null);
    }
}
