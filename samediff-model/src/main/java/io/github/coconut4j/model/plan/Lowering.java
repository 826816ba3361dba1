package io.github.coconut4j.model.plan;

import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns the nodes of a graph into tasks: gradients of parameters are added straight to where they belong, sums of two products become a product added to another,
 * row-wise ops are fused.
 */
final class Lowering {
    private final List<Task> tasks = new ArrayList<>();
    private final Set<Value> outputs;
    private Map<Value, List<Task>> readers = new HashMap<>();
    private Map<Value, Task> producers = new HashMap<>();

    private Lowering(Set<Value> outputs) {
        this.outputs = outputs;
    }

    /**
     * The tasks of a graph, in an order that can be run.
     *
     * @param outputs values that must end up in arrays of their own
     * @param lanes values that lie in memory as {@link Lanes} read them fastest
     * @param sums values that are added to arrays outside the plan
     */
    static List<Task> of(Graph graph, Set<Value> outputs, Set<Value> lanes, Map<Value, INDArray> sums) {
        Map<Value, INDArray> constants = new HashMap<>();
        graph.constants().forEach((name, array) -> constants.put(graph.value(name), array));
        Lowering lowering = new Lowering(outputs);
        for (Node node : graph.nodes()) {
            lowering.tasks.add(Task.of(TaskKind.of(node), node));
        }
        lowering.index();
        sums.forEach((value, array) -> lowering.addTo(value, View.of(array)));
        lowering.dropUnread();
        lowering.fuseAttention(constants, lanes);
        lowering.mergeProducts();
        List<Task> fused = new RowFusion(lowering.tasks, outputs).fuse();
        return fused;
    }

    private void index() {
        readers = readers(tasks);
        producers = new LinkedHashMap<>();
        tasks.forEach(task -> task.outputs().forEach(output -> producers.put(output, task)));
    }

    /** Who reads each value; a task once, however often it does. */
    static Map<Value, List<Task>> readers(List<Task> tasks) {
        Map<Value, List<Task>> readers = new HashMap<>();
        for (Task task : tasks) {
            for (Value input : new HashSet<>(task.inputs())) {
                readers.computeIfAbsent(input, value -> new ArrayList<>()).add(task);
            }
        }
        return readers;
    }

    private void fuseAttention(Map<Value, INDArray> constants, Set<Value> lanes) {
        List<Task> fused = new AttentionFusion(tasks, outputs, constants, lanes).fuse();
        tasks.clear();
        tasks.addAll(fused);
    }

    private boolean readOnce(Value value) {
        return readers.getOrDefault(value, List.of()).size() == 1 && !outputs.contains(value);
    }

    /** Adds a value to memory: splits sums and concatenations into their parts, down to the tasks that can add by themselves. */
    private void addTo(Value value, View memory) {
        Task producer = producers.get(value);
        boolean ours =
                producer != null && readers.getOrDefault(value, List.of()).isEmpty() && !outputs.contains(value);
        if (ours && splits(producer, value)) {
            tasks.remove(producer);
            forget(producer);
            split(producer, memory);
        } else if (ours && addsByItself(producer) && fits(producer, memory)) {
            producer.addTo(memory);
        } else if (producer != null) { // a constant without producer is a block of zeros
            Task add = Task.adding(value, memory);
            tasks.add(tasks.indexOf(producer) + 1, add);
            readers.computeIfAbsent(value, v -> new ArrayList<>()).add(add);
        }
    }

    private void forget(Task task) {
        task.inputs()
                .forEach(input -> readers.getOrDefault(input, new ArrayList<>()).remove(task));
    }

    private static boolean splits(Task task, Value value) {
        boolean sum = task.node().op().equals("add") && task.inputs().stream().allMatch(value::sameShape);
        return sum || task.kind() == TaskKind.CONCAT || task.node().op().equals("reshape");
    }

    private void split(Task task, View memory) {
        switch (task.node().op()) {
            case "add" -> {
                addTo(task.input(0), memory);
                addTo(task.input(1), memory);
            }
            case "concat" -> {
                int axis = concatAxis(task.node());
                long at = 0;
                for (Value part : task.inputs()) {
                    long end = at + part.size(axis);
                    addTo(part, memory.slice(axis, at, end));
                    at = end;
                }
            }
            default -> addTo(task.input(0), memory.reshape(task.input(0).shape()));
        }
    }

    static int concatAxis(Node node) {
        return Math.floorMod((int) node.integers()[0], node.output().rank());
    }

    private static boolean addsByItself(Task task) {
        return task.kind() == TaskKind.PRODUCT || task.kind() == TaskKind.SCATTER || TaskKind.sumsColumns(task.node());
    }

    private static boolean fits(Task task, View memory) {
        return task.kind() == TaskKind.PRODUCT || memory.contiguous();
    }

    /** Sums of two products that nobody else reads: the second is added onto the first. */
    private void mergeProducts() {
        index();
        for (Task task : List.copyOf(tasks)) {
            if (task.node() == null || !task.node().op().equals("add") || task.kind() != TaskKind.STOCK) {
                continue;
            }
            Task first = producers.get(task.input(0));
            Task second = producers.get(task.input(1));
            boolean free = isFreeProduct(first) && isFreeProduct(second) && first != second && second.base() == null;
            boolean alike = task.inputs().stream().allMatch(task.output()::sameShape);
            if (free && alike && !outputs.contains(task.output())) {
                tasks.remove(second);
                second.addTo(first.output(), task.output());
                tasks.set(tasks.indexOf(task), second);
                index();
            }
        }
    }

    private boolean isFreeProduct(Task task) {
        return task != null && task.kind() == TaskKind.PRODUCT && task.sink() == null && readOnce(task.output());
    }

    private void dropUnread() {
        for (int i = tasks.size() - 1; i >= 0; i--) {
            Task task = tasks.get(i);
            boolean read = task.outputs().stream()
                    .anyMatch(value -> outputs.contains(value)
                            || !readers.getOrDefault(value, List.of()).isEmpty());
            if (!read && task.sink() == null) {
                tasks.remove(i);
                forget(task);
            }
        }
    }
}
