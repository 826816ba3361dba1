package io.github.coconut4j.model.internal.rows;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.tasks.StockTask;
import io.github.coconut4j.model.internal.tasks.Task;
import io.github.coconut4j.model.internal.tasks.TaskIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers row-wise tasks into clusters that run as one kernel each.
 *
 * <p>What a later cluster needs of an earlier one is computed again when that takes one array that is kept anyway and a few element-wise loops (the inside of a
 * gelu or of a norm, for the backward pass): reading and writing memory costs more than the loops.
 */
public final class RowFusion {
    /** Longest chain of tasks worth computing again. */
    private static final int LONGEST_CHAIN = 16;

    private final List<Task> tasks;
    private final Set<Value> outputs;
    private final List<RowCluster> clusters = new ArrayList<>();
    private final Map<Task, RowCluster> clusterOf = new HashMap<>();
    private final Map<Value, RowCluster> home = new HashMap<>();
    private final Map<Value, Task> producers = new HashMap<>();
    private final Map<Value, Value> roots = new HashMap<>();
    private final Map<Value, Integer> available = new HashMap<>();

    /**
     * Looks at the tasks of a graph.
     *
     * @param outputs values that must end up in arrays of their own
     */
    public RowFusion(List<Task> tasks, Set<Value> outputs) {
        this.tasks = tasks;
        this.outputs = outputs;
    }

    /** The tasks with clusters in place of their members. */
    public List<Task> fuse() {
        gather();
        Map<Value, List<Task>> readers = TaskIndex.readers(tasks);
        clusters.forEach(cluster -> recomputeCheapInputs(cluster, readers));
        keepWhatIsRead(readers);
        List<Task> fused = new ArrayList<>();
        Set<RowCluster> done = new HashSet<>();
        for (Task task : tasks) {
            RowCluster cluster = clusterOf.get(task);
            if (cluster == null) {
                fused.add(task);
            } else if (done.add(cluster) && !cluster.useless()) {
                fused.add(new RowTask(cluster));
            }
        }
        return fused;
    }

    private void gather() {
        Map<Value, Rows> rowsOf = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            Rows rows = Rows.of(task, rowsOf);
            if (rows == null) {
                for (Value output : task.outputs()) {
                    available.put(output, i);
                }
                continue;
            }
            RowCluster cluster = latestThatCanTake(task, rows);
            if (cluster == null) {
                cluster = new RowCluster(rows, i);
                clusters.add(cluster);
            }
            cluster.add(task);
            clusterOf.put(task, cluster);
            findRoot(task, rows);
            for (Value output : task.outputs()) {
                rowsOf.put(output, rows);
                producers.put(output, task);
                home.put(output, cluster);
                available.put(output, cluster.slot());
            }
        }
    }

    /** The latest cluster over the same rows that runs after everything the task reads. */
    private RowCluster latestThatCanTake(Task task, Rows rows) {
        for (int i = clusters.size() - 1; i >= 0; i--) {
            RowCluster cluster = clusters.get(i);
            if (cluster.rows().same(rows)) {
                boolean ready = task.inputs().stream()
                        .allMatch(input ->
                                cluster.givesRowByRow(input) || available.getOrDefault(input, -1) < cluster.slot());
                return ready ? cluster : null;
            }
        }
        return null;
    }

    private void recomputeCheapInputs(RowCluster cluster, Map<Value, List<Task>> readers) {
        for (Value input : cluster.reads()) {
            boolean cheap = roots.containsKey(input) && !roots.get(input).equals(input) && !isKept(input, readers);
            if (cheap && cluster.rows().cover(input) == Rows.Cover.WHOLE) {
                Set<Task> chain = new LinkedHashSet<>();
                collect(input, chain);
                if (chain.size() <= LONGEST_CHAIN) {
                    cluster.recompute(chain);
                }
            }
        }
    }

    /**
     * Notes the one whole array that a task's result follows from, given numbers per row and shared rows: its root. What merges two arrays, or takes more than a few
     * loops, is its own root.
     */
    private void findRoot(Task task, Rows rows) {
        Set<Value> roots = new HashSet<>();
        for (Value input : task.inputs()) {
            if (rows.cover(input) == Rows.Cover.WHOLE) {
                roots.add(this.roots.getOrDefault(input, input));
            }
        }
        boolean single =
                roots.size() == 1 && !task.node().op().equals("softmax") && !StockTask.sumsColumns(task.node());
        for (Value output : task.outputs()) {
            this.roots.put(output, single ? roots.iterator().next() : output);
        }
    }

    /** Whether a value is in memory anyway, because something other than a row kernel reads it. */
    private boolean isKept(Value value, Map<Value, List<Task>> readers) {
        return outputs.contains(value)
                || readers.getOrDefault(value, List.of()).stream().anyMatch(task -> !clusterOf.containsKey(task));
    }

    /** The tasks that lead from a value's root to the value, in order; numbers per row are cheap to keep, so the chain stops at them. */
    private void collect(Value value, Set<Task> chain) {
        Task producer = producers.get(value);
        boolean follows = producer != null && !roots.get(value).equals(value) && !isByRow(value);
        if (follows) {
            producer.inputs().forEach(input -> collect(input, chain));
            chain.add(producer);
        }
    }

    private boolean isByRow(Value value) {
        return home.get(value).rows().cover(value) == Rows.Cover.BY_ROW;
    }

    private void keepWhatIsRead(Map<Value, List<Task>> readers) {
        Map<Value, Boolean> readByOthers = new LinkedHashMap<>();
        clusters.forEach(cluster -> cluster.reads().forEach(value -> readByOthers.put(value, true)));
        for (RowCluster cluster : clusters) {
            cluster.keep(cluster.own().stream()
                    .filter(value -> isKept(value, readers) || readByOthers.containsKey(value))
                    .toList());
        }
    }
}
