package io.github.coconut4j.model.plan;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph bound to memory: a list of steps that can be run again and again without allocating anything. Compiled in four moves: tasks ({@link Lowering}), fused rows
 * ({@link RowFusion}), places ({@link Placement}), memory ({@link Arena}).
 *
 * <p>Not safe for use by several threads at once; plans that share an arena must not run at the same time.
 */
public final class Plan {
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private final List<Step> steps = new ArrayList<>();
    private final Set<List<Object>> copied = new HashSet<>();
    private final Placement placement;
    private final LaneScratch scratch = new LaneScratch();
    private final Map<Value, INDArray> given = new HashMap<>();
    private final long bytes;
    private final long productOperations;
    private final long[] nanos;

    private Plan(Graph graph, Bindings bindings, Mode mode, Arena arena) {
        bind(graph, bindings.inputs());
        bind(graph, graph.constants());
        Set<Value> outputs = bind(graph, bindings.outputs());
        Map<Value, INDArray> sums = new LinkedHashMap<>();
        bindings.sums().forEach((name, array) -> sums.put(graph.value(name), array));
        List<Task> tasks = mode == Mode.FAST ? Lowering.of(graph, outputs, lanes(), sums) : stockTasks(graph, sums);
        checkInputs(tasks);
        this.placement = new Placement(tasks, given);
        this.bytes = arena.place(placement.buffers());
        tasks.forEach(this::emit);
        this.productOperations = graph.productOperations();
        this.nanos = new long[steps.size()];
    }

    /**
     * Compiles a graph. On a device it is run by ops of libnd4j alone, whatever the mode.
     *
     * @throws ModelException when an input of the graph is not bound
     */
    public static Plan compile(Graph graph, Bindings bindings, Mode mode, Arena arena) {
        return new Plan(graph, bindings, mode.on(Nd4j.getExecutioner().type()), arena);
    }

    private Set<Value> bind(Graph graph, Map<String, INDArray> arrays) {
        Set<Value> values = new HashSet<>();
        arrays.forEach((name, array) -> {
            Value value = graph.value(name);
            if (value != null) {
                if (!Arrays.equals(value.shape(), array.shape()) || value.type() != array.dataType()) {
                    throw new ModelException(
                            "Array " + name + " is " + array.dataType() + Arrays.toString(array.shape())
                                    + ", but the graph says " + value.type() + Arrays.toString(value.shape()) + ".");
                }
                given.put(value, array);
                values.add(value);
            }
        });
        return values;
    }

    /** Values that lie in the memory they were given as {@link AttentionKernel} reads them fastest. */
    private Set<Value> lanes() {
        Set<Value> ready = new HashSet<>(given.keySet());
        ready.removeIf(value -> !Lanes.ready(View.of(given.get(value))));
        return ready;
    }

    private static List<Task> stockTasks(Graph graph, Map<Value, INDArray> sums) {
        List<Task> tasks = new ArrayList<>();
        for (Node node : graph.nodes()) {
            tasks.add(Task.of(TaskKind.STOCK, node));
        }
        sums.forEach((value, array) -> tasks.add(Task.adding(value, View.of(array))));
        return tasks;
    }

    private void checkInputs(List<Task> tasks) {
        for (Task task : tasks) {
            for (Value input : task.inputs()) {
                if (input.producer() == null && !given.containsKey(input)) {
                    throw new ModelException("Input " + input.name() + " of the graph is not bound to an array.");
                }
            }
        }
    }

    /** Runs every step once. */
    public void run() {
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).run();
        }
    }

    /** Runs every step once and books the processor time each takes; see {@link #times()}. */
    public void runTimed() {
        for (int i = 0; i < steps.size(); i++) {
            long start = THREAD.getCurrentThreadCpuTime();
            steps.get(i).run();
            nanos[i] += THREAD.getCurrentThreadCpuTime() - start;
        }
    }

    /** Processor seconds booked so far by kind of step, the most expensive first. */
    public Map<String, Double> times() {
        Map<String, Double> byName = new HashMap<>();
        for (int i = 0; i < nanos.length; i++) {
            byName.merge(steps.get(i).name(), nanos[i] / 1e9, Double::sum);
        }
        Map<String, Double> sorted = new LinkedHashMap<>();
        byName.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Floating-point operations in the matrix products of one run. */
    public long productOperations() {
        return productOperations;
    }

    /** How many steps one run takes. */
    public int steps() {
        return steps.size();
    }

    /** Whether every step is one op of libnd4j, which runs wherever the backend keeps its arrays. */
    public boolean isStock() {
        return steps.stream().allMatch(StockStep.class::isInstance);
    }

    /** Bytes of intermediate values. */
    public long bytes() {
        return bytes;
    }

    private void emit(Task task) {
        switch (task.kind()) {
            case VIEW -> emitView(task);
            case CONCAT -> emitConcat(task);
            case PRODUCT -> emitProduct(task);
            case ATTENTION -> steps.add(new AttentionKernel(task.attention(), placement::of, scratch));
            case ATTENTION_GRADIENT -> steps.add(new AttentionGradientKernel(task.gradient(), placement::of, scratch));
            case ROWS -> steps.add(new RowKernel(RowCompiler.compile(task.cluster(), placement::of)));
            case GATHER ->
                steps.add(new GatherRows(
                        placement.of(task.input(0)), placement.of(task.input(1)), placement.of(task.output())));
            case SCATTER -> {
                boolean adds = task.sink() != null;
                View table = adds ? task.sink() : placement.of(task.output());
                steps.add(new ScatterRows(placement.of(task.input(0)), placement.of(task.input(1)), table, !adds));
            }
            case CROSS_ENTROPY, CROSS_ENTROPY_GRADIENT -> emitCrossEntropy(task);
            case ADD_TO -> {
                INDArray sum = task.sink().array();
                steps.add(StockStep.of(
                        "add", List.of(sum, placement.of(task.input(0)).array()), List.of(sum)));
            }
            case STOCK -> steps.add(StockStep.of(task.node(), arrays(task.inputs()), arrays(task.outputs())));
        }
    }

    private List<INDArray> arrays(List<Value> values) {
        return values.stream()
                .map(value -> given.containsKey(value)
                        ? given.get(value)
                        : placement.of(value).array())
                .toList();
    }

    private void emitView(Task task) {
        View input = placement.of(task.input(0));
        View output = placement.of(task.output());
        View window = Placement.window(task.node(), input);
        if (window == null) {
            steps.add(Copy.of(input, output.reshape(input.shape())));
        } else if (!window.sameWindow(output)) {
            steps.add(Copy.of(window, output));
        }
    }

    private void emitConcat(Task task) {
        List<View> parts = Placement.parts(placement.of(task.output()), task);
        for (int i = 0; i < parts.size(); i++) {
            View source = placement.of(task.input(i));
            View part = parts.get(i);
            boolean there = source.sameWindow(part);
            if (!there && copied.add(List.of(task.input(i), part.buffer(), part.offset()))) {
                steps.add(Copy.of(source, part));
            }
        }
    }

    private void emitProduct(Task task) {
        Node node = task.node();
        View out = task.sink() != null ? task.sink() : placement.of(task.output());
        boolean adds = task.sink() != null || task.base() != null;
        View a = placement.of(task.input(0));
        View b = placement.of(task.input(1));
        boolean transposeA = node.transposed(0);
        boolean transposeB = node.transposed(1);
        Step quick = WeightedColumns.of(a, transposeA, b, transposeB, adds, out, scratch);
        if (quick == null) {
            quick = SmallProducts.of(a, transposeA, b, transposeB, adds, out);
        }
        if (quick == null) {
            quick = BlasProduct.of(a, transposeA, b, transposeB, adds, out);
        }
        steps.add(
                quick != null
                        ? quick
                        : StockStep.product(a.array(), transposeA, b.array(), transposeB, adds ? 1 : 0, out.array()));
    }

    private void emitCrossEntropy(Task task) {
        boolean gradient = task.kind() == TaskKind.CROSS_ENTROPY_GRADIENT;
        boolean labelsFirst = task.input(0).rank() == 1;
        View targets = placement.of(task.input(labelsFirst ? 0 : 1));
        View logits = placement.of(task.input(labelsFirst ? 1 : 0));
        steps.add(new CrossEntropyRows(targets, logits, placement.of(task.output()), gradient));
    }
}
