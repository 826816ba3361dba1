package io.github.coconut4j.model.plan;

import io.github.coconut4j.model.graph.SliceRange;
import io.github.coconut4j.model.graph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finds the attention of graphs that only run forward: products, masks, softmax and products again, whose weights nobody else reads. They become one task where
 * {@link AttentionKernel} is the faster way.
 */
final class AttentionFusion {
    /** Rows times heads from which the kernel's loops are long enough for several queries. */
    private static final int FEWEST_LANES = 32;
    /** Elements of keys and values together that the second-level cache of a core holds. */
    private static final long MOST_ELEMENTS = 256 * 1024;

    private final List<Task> tasks;
    private final Set<Value> outputs;
    private final Map<Value, INDArray> constants;
    private final Set<Value> lanes;
    private final Map<Value, List<Task>> readers;
    private final Map<Value, Task> producers = new HashMap<>();

    /**
     * Looks at the tasks of a graph.
     *
     * @param outputs values that must end up in arrays of their own
     * @param constants arrays known now
     * @param lanes values that lie in memory as {@link Lanes} read them fastest
     */
    AttentionFusion(List<Task> tasks, Set<Value> outputs, Map<Value, INDArray> constants, Set<Value> lanes) {
        this.tasks = tasks;
        this.outputs = outputs;
        this.constants = constants;
        this.lanes = lanes;
        this.readers = Lowering.readers(tasks);
        tasks.forEach(task -> task.outputs().forEach(output -> producers.put(output, task)));
    }

    /** The tasks with attention in one piece. */
    List<Task> fuse() {
        Map<Task, Task> lastOf = new HashMap<>();
        Set<Task> gone = new HashSet<>();
        for (Task task : tasks) {
            if (task.node() != null && task.node().op().equals("softmax")) {
                Match match = new Match(task);
                Attention attention = match.attention();
                if (attention != null) {
                    gone.addAll(match.parts);
                    lastOf.put(producers.get(attention.output()), Task.of(attention));
                }
            }
        }
        List<Task> fused = new ArrayList<>();
        for (Task task : tasks) {
            if (lastOf.containsKey(task)) {
                fused.add(lastOf.get(task));
            } else if (!gone.contains(task)) {
                fused.add(task);
            }
        }
        return fused;
    }

    /** What surrounds one softmax. */
    private final class Match {
        private final Task softmax;
        private final Set<Task> parts = new HashSet<>();
        private final List<Value> keys = new ArrayList<>();
        private final List<Value> values = new ArrayList<>();
        private final List<Value> masks = new ArrayList<>();
        private final List<BitSet> hidden = new ArrayList<>();
        private double scale = 1;
        private Value queries;
        private Value output;

        Match(Task softmax) {
            this.softmax = softmax;
            parts.add(softmax);
        }

        /** The attention, or null when this is none, or one that is better left to others. */
        Attention attention() {
            Value weights = softmax.output();
            if (weights.rank() != 4 || !lastAxis() || outputs.contains(weights)) {
                return null;
            }
            for (int i = 0; i < weights.size(2); i++) {
                hidden.add(new BitSet());
            }
            Value scores = unmasked(softmax.input(0));
            if (scores == null || !findKeys(scores) || !findValues(weights) || outputs.contains(output)) {
                return null;
            }
            Attention attention = new Attention(queries, keys, values, scale, masks, hidden, output);
            long elements = 2L * attention.columns() * attention.lanes() * queries.size(3);
            boolean worth = queries.size(2) == 1
                    ? lanes.containsAll(keys) && lanes.containsAll(values) // to turn them for one query costs more
                    : attention.lanes() >= FEWEST_LANES && elements <= MOST_ELEMENTS;
            return worth ? attention : null;
        }

        private boolean lastAxis() {
            long[] axes = softmax.node().integers();
            return axes.length == 0 || Math.floorMod((int) axes[0], 4) == 3;
        }

        /** The scores below masks and scale, or null when a mask is of another kind. */
        private Value unmasked(Value masked) {
            Value scores = masked;
            boolean scaled = false;
            while (true) {
                Task task = onlyForHere(scores);
                if (task == null || task.node() == null || task.sink() != null) {
                    return null;
                }
                parts.add(task);
                switch (task.node().op()) {
                    case "add" -> {
                        boolean masks = !scaled
                                && task.input(0).sameShape(task.output())
                                && addMask(task.input(1), task.output());
                        if (!masks) {
                            return null;
                        }
                        scores = task.input(0);
                    }
                    case "mul_scalar" -> {
                        scaled = true;
                        scale *= task.node().scalar();
                        scores = task.input(0);
                    }
                    default -> {
                        return scores;
                    }
                }
            }
        }

        private Task onlyForHere(Value value) {
            boolean once = readers.getOrDefault(value, List.of()).size() == 1 && !outputs.contains(value);
            return once ? producers.get(value) : null;
        }

        private boolean addMask(Value mask, Value scores) {
            if (constants.containsKey(mask)) {
                return hide(constants.get(mask), scores);
            }
            boolean forAllQueries = mask.rank() == 4
                    && (mask.size(0) == 1 || mask.size(0) == scores.size(0))
                    && mask.size(1) == 1
                    && mask.size(2) == 1
                    && mask.size(3) == scores.size(3);
            if (forAllQueries) {
                masks.add(mask);
            }
            return forAllQueries;
        }

        /** Notes what a constant {@code [m, n]} hides; nothing but 0 and numbers far below may be in it. */
        private boolean hide(INDArray mask, Value scores) {
            long[] expected = {scores.size(2), scores.size(3)};
            if (!Arrays.equals(mask.shape(), expected)) {
                return false;
            }
            for (int query = 0; query < hidden.size(); query++) {
                for (int key = 0; key < expected[1]; key++) {
                    float added = mask.getFloat(query, key);
                    if (added < AttentionKernel.HIDDEN) {
                        hidden.get(query).set(key);
                    } else if (added != 0) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean findKeys(Value scores) {
            Task task = producers.get(scores);
            if (task.kind() != TaskKind.CONCAT) {
                return addKeys(task);
            }
            if (Lowering.concatAxis(task.node()) != 3) {
                return false;
            }
            for (Value part : task.inputs()) {
                Task product = onlyForHere(part);
                if (product == null || !addKeys(product)) {
                    return false;
                }
                parts.add(product);
            }
            return true;
        }

        private boolean addKeys(Task product) {
            boolean fits = isProduct(product)
                    && product.node().transposed(1)
                    && (queries == null || queries.equals(product.input(0)));
            if (fits) {
                queries = product.input(0);
                keys.add(product.input(1));
            }
            return fits;
        }

        private static boolean isProduct(Task task) {
            return task.kind() == TaskKind.PRODUCT
                    && task.sink() == null
                    && task.base() == null
                    && !task.node().transposed(0);
        }

        private boolean findValues(Value weights) {
            List<Task> reading = readers.getOrDefault(weights, List.of());
            if (reading.size() != keys.size()) {
                return false;
            }
            if (keys.size() == 1) {
                return addValues(reading.get(0), weights);
            }
            return addSlices(reading) && findSum();
        }

        private boolean addValues(Task product, Value weights) {
            boolean fits = isProduct(product)
                    && product.input(0).equals(weights)
                    && !product.input(1).equals(weights)
                    && !product.node().transposed(1)
                    && product.input(1).sameShape(keys.get(values.size()));
            if (fits) {
                values.add(product.input(1));
                output = product.output();
                parts.add(product);
            }
            return fits;
        }

        /** The products of windows on the weights, in the order of the keys. */
        private boolean addSlices(List<Task> reading) {
            long at = 0;
            for (Task slice : reading) {
                List<Task> next = readers.getOrDefault(slice.output(), List.of());
                boolean fits = slice.kind() == TaskKind.VIEW
                        && slice.node().op().equals("strided_slice")
                        && next.size() == 1
                        && !outputs.contains(slice.output());
                SliceRange range = fits ? SliceRange.of(slice.node()) : null;
                if (range == null
                        || range.axis() != 3
                        || range.begin() != at
                        || range.end() - at != keys.get(values.size()).size(2)
                        || !addValues(next.get(0), slice.output())) {
                    return false;
                }
                parts.add(slice);
                at = range.end();
            }
            return true;
        }

        /** The sum of both products. */
        private boolean findSum() {
            Task sum = null;
            for (Task product : parts) {
                if (isProductOfValues(product)) {
                    List<Task> next = readers.getOrDefault(product.output(), List.of());
                    boolean fits = next.size() == 1 && (sum == null || sum == next.get(0));
                    if (!fits || outputs.contains(product.output())) {
                        return false;
                    }
                    sum = next.get(0);
                }
            }
            boolean fits = values.size() == 2
                    && sum != null
                    && sum.node() != null
                    && sum.sink() == null
                    && sum.node().op().equals("add");
            if (fits) {
                parts.add(sum);
                output = sum.output();
            }
            return fits;
        }

        private boolean isProductOfValues(Task task) {
            return task.kind() == TaskKind.PRODUCT && values.contains(task.input(1));
        }
    }
}
