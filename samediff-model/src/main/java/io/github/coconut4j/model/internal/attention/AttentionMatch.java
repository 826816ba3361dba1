package io.github.coconut4j.model.internal.attention;

import io.github.coconut4j.model.graph.SliceRange;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.tasks.Concatenation;
import io.github.coconut4j.model.internal.tasks.Product;
import io.github.coconut4j.model.internal.tasks.Task;
import io.github.coconut4j.model.internal.tasks.TaskIndex;
import io.github.coconut4j.model.internal.tasks.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Attention around one softmax: products, masks, softmax and products again. */
final class AttentionMatch {
    private final Task softmax;
    private final TaskIndex index;
    private final Map<Value, INDArray> constants;
    private final Set<Task> parts = new HashSet<>();
    private final List<Value> keys = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final List<Value> masks = new ArrayList<>();
    private final List<BitSet> hidden = new ArrayList<>();
    private final List<Task> windows = new ArrayList<>();
    private final List<Reader> others = new ArrayList<>();
    private double scale = 1;
    private Value queries;
    private Value output;
    private AttentionGradient gradient;

    /** Who reads the weights, or a window on them, behind the forward pass. */
    private record Reader(Task task, Value value) {}

    /**
     * Looks around one softmax.
     *
     * @param constants arrays known now
     */
    AttentionMatch(Task softmax, TaskIndex index, Map<Value, INDArray> constants) {
        this.softmax = softmax;
        this.index = index;
        this.constants = constants;
        parts.add(softmax);
    }

    /** The attention, or null when this is none, or when somebody reads its weights who cannot read lanes. */
    Attention attention() {
        Value weights = softmax.output();
        if (weights.rank() != 4 || !lastAxis() || index.isOutput(weights)) {
            return null;
        }
        for (int i = 0; i < weights.size(2); i++) {
            hidden.add(new BitSet());
        }
        Value scores = unmasked(softmax.input(0));
        if (scores == null
                || !findKeys(scores)
                || !findValues(weights)
                || index.isOutput(output)
                || hidesEverything(Math.toIntExact(weights.size(3)))) {
            return null;
        }
        Attention forward = new Attention(queries, keys, values, scale, masks, hidden, output, null);
        return others.isEmpty() ? forward : trained(forward, weights);
    }

    /** The attention of a graph that is trained: it keeps its weights for the backward pass, which runs as one down to the scores. */
    private Attention trained(Attention forward, Value weights) {
        GradientMatch match = new GradientMatch(forward, weights, index);
        gradient = match.gradient();
        if (gradient == null || !index.readInLanes(gradient.scores())) {
            return null;
        }
        parts.addAll(match.parts());
        boolean readable = others.stream()
                .allMatch(other ->
                        parts.contains(other.task()) || other.task().readsLanes(other.value(), index::readInLanes));
        return readable ? forward.keeping(weights) : null;
    }

    /** The backward pass down to the scores; null when there is none. */
    AttentionGradient gradient() {
        return gradient;
    }

    /** Windows on the weights, one for each piece of the values; none when that is one. The backward pass reads them. */
    List<Task> windows() {
        return windows;
    }

    /** The tasks that attention and its backward pass stand for. */
    Set<Task> parts() {
        return parts;
    }

    /** Whether some query sees no key of any row: softmax then weighs the scores as if nothing was hidden, and somebody may read that. */
    private boolean hidesEverything(int keys) {
        return hidden.stream().anyMatch(query -> query.cardinality() == keys);
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
            Task task = index.producerForOne(scores);
            if (task == null || task.node() == null || task.sink() != null) {
                return null;
            }
            parts.add(task);
            switch (task.node().op()) {
                case "add" -> {
                    boolean masks =
                            !scaled && task.input(0).sameShape(task.output()) && addMask(task.input(1), task.output());
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
        Task task = index.producer(scores);
        if (!(task instanceof Concatenation concat)) {
            return addKeys(task);
        }
        if (concat.axis() != 3) {
            return false;
        }
        for (Value part : task.inputs()) {
            Task product = index.producerForOne(part);
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
        return task instanceof Product && task.sink() == null && !task.node().transposed(0);
    }

    private boolean findValues(Value weights) {
        if (keys.size() == 1) {
            return addValues(weights);
        }
        long at = 0;
        for (Task task : index.readers(weights)) {
            if (windows.size() == keys.size()) {
                others.add(new Reader(task, weights));
            } else {
                if (!addWindow(task, at)) {
                    return false;
                }
                at += keys.get(windows.size()).size(2);
                windows.add(task);
            }
        }
        return values.size() == keys.size() && findSum();
    }

    /** The product of a window on the weights, in the order of the keys. */
    private boolean addWindow(Task slice, long at) {
        if (!(slice instanceof Window) || !TaskIndex.isOp(slice, "strided_slice")) {
            return false;
        }
        SliceRange range = SliceRange.of(slice.node());
        return range.axis() == 3
                && range.begin() == at
                && range.end() - at == keys.get(windows.size()).size(2)
                && !index.isOutput(slice.output())
                && addValues(slice.output());
    }

    /** Finds the product of weights and values, which comes first, and notes who else reads the weights. */
    private boolean addValues(Value weights) {
        List<Task> reading = index.readers(weights);
        Task product = reading.isEmpty() ? null : reading.get(0);
        boolean fits = product != null
                && isProduct(product)
                && product.input(0).equals(weights)
                && !product.input(1).equals(weights)
                && !product.node().transposed(1)
                && product.input(1).sameShape(keys.get(values.size()));
        if (fits) {
            values.add(product.input(1));
            output = product.output();
            parts.add(product);
            reading.subList(1, reading.size()).forEach(task -> others.add(new Reader(task, weights)));
        }
        return fits;
    }

    /** The sum of both products. */
    private boolean findSum() {
        Task sum = null;
        for (Task product : parts) {
            if (isProductOfValues(product)) {
                List<Task> next = index.readers(product.output());
                boolean fits = next.size() == 1 && (sum == null || sum == next.get(0));
                if (!fits || index.isOutput(product.output())) {
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
        return task instanceof Product && values.contains(task.input(1));
    }
}
