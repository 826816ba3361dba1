package io.github.coconut4j.model.internal.plan;

import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.attention.AttentionFusion;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.rows.RowFusion;
import io.github.coconut4j.model.internal.steps.Lanes;
import io.github.coconut4j.model.internal.tasks.Addition;
import io.github.coconut4j.model.internal.tasks.Concatenation;
import io.github.coconut4j.model.internal.tasks.CrossEntropy;
import io.github.coconut4j.model.internal.tasks.Gather;
import io.github.coconut4j.model.internal.tasks.Product;
import io.github.coconut4j.model.internal.tasks.Scatter;
import io.github.coconut4j.model.internal.tasks.StockTask;
import io.github.coconut4j.model.internal.tasks.Task;
import io.github.coconut4j.model.internal.tasks.TaskIndex;
import io.github.coconut4j.model.internal.tasks.Widening;
import io.github.coconut4j.model.internal.tasks.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns the nodes of a graph into tasks: gradients of parameters are added straight to where they belong, sums of two products become a product added to another,
 * row-wise ops are fused.
 */
final class Lowering {
    /** The faster ways to carry out a single node, each null for nodes it is not made for. */
    private static final List<Function<Node, Task>> FASTER = List.of(
            Window::of, Concatenation::of, Product::of, Gather::of, Scatter::of, CrossEntropy::of, Widening::of);

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
     * @param constants arrays that are the same at every run
     * @param outputs values that must end up in arrays of their own
     * @param lanes values that lie in memory as {@link Lanes} read them fastest
     * @param sums values that are added to arrays outside the plan
     */
    static List<Task> of(
            Graph graph,
            Map<Value, INDArray> constants,
            Set<Value> outputs,
            Set<Value> lanes,
            Map<Value, INDArray> sums) {
        Lowering lowering = new Lowering(outputs);
        for (Node node : graph.nodes()) {
            lowering.tasks.add(task(node));
        }
        lowering.index();
        sums.forEach((value, array) -> lowering.addTo(value, View.of(array)));
        lowering.dropUnread();
        lowering.fuseAttention(constants, lanes);
        lowering.mergeProducts();
        List<Task> fused = new RowFusion(lowering.tasks, outputs).fuse();
        return fused;
    }

    private static Task task(Node node) {
        return FASTER.stream()
                .map(way -> way.apply(node))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> new StockTask(node));
    }

    private void index() {
        readers = TaskIndex.readers(tasks);
        producers = new LinkedHashMap<>();
        tasks.forEach(task -> task.outputs().forEach(output -> producers.put(output, task)));
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
        } else if (ours && producer.canAddTo(memory)) {
            producer.addTo(memory);
        } else if (producer != null) { // a constant without producer is a block of zeros
            Task add = new Addition(value, memory);
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
        boolean reshape = task instanceof Window window && window.reshapes();
        return sum || reshape || task instanceof Concatenation;
    }

    private void split(Task task, View memory) {
        if (task instanceof Concatenation concat) {
            List<View> parts = concat.parts(memory);
            for (int i = 0; i < parts.size(); i++) {
                addTo(concat.input(i), parts.get(i));
            }
        } else if (task instanceof Window) {
            addTo(task.input(0), memory.reshape(task.input(0).shape()));
        } else {
            addTo(task.input(0), memory);
            addTo(task.input(1), memory);
        }
    }

    /** Sums of two products that nobody else reads: the second is added onto the first, in the place of the sum. */
    private void mergeProducts() {
        index();
        Map<Task, Product> inPlaceOf = new HashMap<>();
        Set<Task> moved = new HashSet<>();
        for (Task task : tasks) {
            if (!(task instanceof StockTask) || !task.node().op().equals("add")) {
                continue;
            }
            Product first = freeProduct(task.input(0));
            Product second = freeProduct(task.input(1));
            boolean free = first != null && second != null && first != second && second.base() == null;
            boolean alike = task.inputs().stream().allMatch(task.output()::sameShape);
            if (free && alike && !outputs.contains(task.output())) {
                second.addTo(first.output(), task.output());
                producers.put(task.output(), second);
                inPlaceOf.put(task, second);
                moved.add(second);
            }
        }
        tasks.removeAll(moved);
        tasks.replaceAll(task -> inPlaceOf.containsKey(task) ? inPlaceOf.get(task) : task);
    }

    private Product freeProduct(Value value) {
        boolean free = producers.get(value) instanceof Product product && product.sink() == null && readOnce(value);
        return free ? (Product) producers.get(value) : null;
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
