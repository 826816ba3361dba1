package io.github.coconut4j.model.internal.attention;

import io.github.coconut4j.model.graph.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * From the gradient of what {@link Attention} mixed to that of its scores before scale and masks, as one piece of work: {@code scale w (g v^T - sum(w g v^T))}.
 *
 * @param gradient of the output, {@code [B, H, m, d]}
 * @param weights of the attention, {@code [B, H, m, n]}
 * @param values {@code [B, H, n_i, d]} each, n columns together
 * @param scale of the scores
 * @param hidden for each query the keys that no row sees
 * @param scores gradient of the products of queries and keys, {@code [B, H, m, n]}
 */
record AttentionGradient(
        Value gradient, Value weights, List<Value> values, double scale, List<BitSet> hidden, Value scores) {
    /** Copies the lists. */
    AttentionGradient {
        values = List.copyOf(values);
        hidden = List.copyOf(hidden);
    }

    List<Value> inputs() {
        List<Value> inputs = new ArrayList<>(List.of(gradient, weights));
        inputs.addAll(values);
        return inputs;
    }
}
