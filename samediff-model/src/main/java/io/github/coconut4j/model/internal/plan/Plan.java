package io.github.coconut4j.model.internal.plan;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.Arena;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.rows.RowFusion;
import io.github.coconut4j.model.internal.steps.Lanes;
import io.github.coconut4j.model.internal.steps.Step;
import io.github.coconut4j.model.internal.steps.StockStep;
import io.github.coconut4j.model.internal.tasks.Addition;
import io.github.coconut4j.model.internal.tasks.Binder;
import io.github.coconut4j.model.internal.tasks.StockTask;
import io.github.coconut4j.model.internal.tasks.Task;
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
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph bound to memory: a list of steps that can be run again and again without allocating anything. Compiled in four moves: tasks ({@link Lowering}), fused rows
 * ({@link RowFusion}), places ({@link Placement}), memory ({@link Arena}).
 *
 * <p>Not safe for use by several threads at once; plans that share an arena must not run at the same time.
 */
public final class Plan {
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private final List<Step> steps;
    /** The memory that the steps read and write, by addresses: it must live as long as they do. The graph need not, which is larger than all steps together. */
    private final List<Object> memory = new ArrayList<>();

    private final long bytes;
    private final long productOperations;
    private final long[] nanos;

    private Plan(Graph graph, Bindings bindings, Mode mode, Arena arena) {
        Map<Value, INDArray> given = new HashMap<>();
        bind(graph, graph.constants(), given);
        bind(graph, bindings.inputs(), given);
        Set<Value> outputs = bind(graph, bindings.outputs(), given);
        Map<Value, INDArray> sums = new LinkedHashMap<>();
        bindings.sums().forEach((name, array) -> sums.put(graph.value(name), array));
        List<Task> tasks = mode == Mode.FAST
                ? Lowering.of(graph, constants(graph, given), outputs, lanes(given), sums)
                : stockTasks(graph, sums);
        checkInputs(tasks, given);
        Placement placement = new Placement(tasks, given);
        this.bytes = arena.place(placement.buffers());
        Binder binder = new Binder(placement::of, given);
        tasks.forEach(task -> task.bind(binder));
        this.steps = binder.steps();
        memory.addAll(given.values());
        memory.addAll(placement.buffers());
        this.productOperations = graph.productOperations();
        this.nanos = new long[steps.size()];
    }

    /**
     * Compiles a graph. On a device it is run by ops of libnd4j alone, whatever the mode.
     *
     * @throws ModelException when an input of the graph is not bound
     */
    public static Plan compile(Graph graph, Bindings bindings, Mode mode, Arena arena) {
        return new Plan(graph, bindings, on(Nd4j.getExecutioner().type(), mode), arena);
    }

    /** The mode on a backend: where arrays live on a device, ops of libnd4j alone, for everything else works on the memory of the host. */
    static Mode on(ExecutionerType backend, Mode wanted) {
        return backend == ExecutionerType.CUDA ? Mode.REFERENCE : wanted;
    }

    private static Set<Value> bind(Graph graph, Map<String, INDArray> arrays, Map<Value, INDArray> given) {
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

    /** What is the same at every run: constants of the graph that no input takes the place of. */
    private static Map<Value, INDArray> constants(Graph graph, Map<Value, INDArray> given) {
        Map<Value, INDArray> constants = new HashMap<>();
        graph.constants().forEach((name, array) -> {
            Value value = graph.value(name);
            if (graph.isFixed(value) && given.get(value) == array) {
                constants.put(value, array);
            }
        });
        return constants;
    }

    /** Values that lie in the memory they were given as attention reads them fastest. */
    private static Set<Value> lanes(Map<Value, INDArray> given) {
        Set<Value> ready = new HashSet<>(given.keySet());
        ready.removeIf(value -> !Lanes.ready(View.of(given.get(value))));
        return ready;
    }

    private static List<Task> stockTasks(Graph graph, Map<Value, INDArray> sums) {
        List<Task> tasks = new ArrayList<>();
        for (Node node : graph.nodes()) {
            tasks.add(new StockTask(node));
        }
        sums.forEach((value, array) -> tasks.add(new Addition(value, View.of(array))));
        return tasks;
    }

    private static void checkInputs(List<Task> tasks, Map<Value, INDArray> given) {
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
}
