package io.github.coconut4j.model.internal.attention;

import io.github.coconut4j.model.graph.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Scaled dot-product attention as one piece of work: {@code softmax(scale q k^T + masks) v}, keys and values in one or more pieces side by side.
 *
 * @param queries {@code [B, H, m, d]}
 * @param keys {@code [B, H, n_i, d]} each, n columns together
 * @param values the same shapes
 * @param scale of the scores
 * @param masks added to the scores of every query alike, {@code [B or 1, 1, 1, n]} each
 * @param hidden for each query the keys that no row sees
 * @param output {@code [B, H, m, d]}
 * @param weights {@code [B, H, m, n]} when the backward pass needs them, or null
 */
record Attention(
        Value queries,
        List<Value> keys,
        List<Value> values,
        double scale,
        List<Value> masks,
        List<BitSet> hidden,
        Value output,
        Value weights) {
    /** Copies the lists. */
    Attention {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
        masks = List.copyOf(masks);
        hidden = List.copyOf(hidden);
    }

    List<Value> inputs() {
        List<Value> inputs = new ArrayList<>(List.of(queries));
        inputs.addAll(keys);
        inputs.addAll(values);
        inputs.addAll(masks);
        return inputs;
    }

    /** The same, with the weights kept. */
    Attention keeping(Value weights) {
        return new Attention(queries, keys, values, scale, masks, hidden, output, weights);
    }

    /** Whether a value is a piece of the keys or of the values. */
    boolean readsColumns(Value value) {
        return keys.contains(value) || values.contains(value);
    }

    List<Value> outputs() {
        return weights == null ? List.of(output) : List.of(output, weights);
    }

    /** Keys n of all pieces. */
    int columns() {
        return keys.stream().mapToInt(piece -> Math.toIntExact(piece.size(2))).sum();
    }

    /** Rows times heads: products that are all alike. */
    int lanes() {
        return Math.toIntExact(queries.size(0) * queries.size(1));
    }
}
