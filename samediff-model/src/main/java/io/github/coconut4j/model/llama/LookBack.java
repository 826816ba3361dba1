package io.github.coconut4j.model.llama;

import io.github.coconut4j.model.ModelException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Biases with which heads of the first block look a fixed number of tokens back from the start, whatever stands there. To read a fact a model has to bind its words: at "C" in "Every B
 * is a C." the B three tokens back. Such a head is learnt late or never from random numbers, as nothing rewards half of it; here it is there, and training keeps what helps.
 *
 * <p>Rotary positions turn a pair of numbers of a query at position p and of a key at j by w p and w j, so that their product depends on w (p - j) alone. Keys get the bias
 * (a, 0) in their fast pairs, queries the same turned back by w times the distance: their product is largest where p - j is that distance, and a is such that
 * the head's score there is {@link #SCORE} before anything is learnt.
 */
public final class LookBack {
    /** Score of the place a head looks at, before anything is learnt: large enough that the places beside it get little. */
    static final double SCORE = 20;

    /** Radians a token by which a pair turns at least to be used: slower ones hardly tell near places apart. */
    private static final double SLOWEST = 0.15;

    /** With fewer pairs, places where all of them have gone round once look like the right one. */
    private static final int FEWEST = 3;

    private LookBack() {}

    /**
     * The biases of the first block's queries and keys.
     *
     * @param config sizes of a model whose queries and keys have biases, as Qwen2's do
     * @param distances for each head that asks, from the first on, how many tokens it looks back; 0 and those beyond the list: none in particular
     * @return numbers by parameter, for {@link io.github.coconut4j.model.decoder.Initialisation#given}
     * @throws ModelException if the model has no such biases, or fewer heads
     */
    public static Map<String, float[]> biases(LlamaConfig config, List<Integer> distances) {
        Heads heads = config.attention();
        if (!config.variant().biased() || distances.size() > heads.queries()) {
            throw new ModelException(distances.size() + " heads cannot look back in a model with " + heads.queries()
                    + " heads whose queries and keys have " + (config.variant().biased() ? "" : "no ") + "biases.");
        }
        double[] frequencies = config.rotary().frequencies(heads.width());
        int fast =
                (int) Arrays.stream(frequencies).filter(turn -> turn >= SLOWEST).count();
        int pairs = Math.min(frequencies.length, Math.max(FEWEST, fast));
        double size = Math.sqrt(SCORE * Math.sqrt(heads.width()) / pairs);
        float[] queries = new float[heads.queryWidth()];
        float[] keys = new float[heads.keyWidth()];
        for (int head = 0; head < distances.size(); head++) {
            int distance = distances.get(head);
            if (distance == 0) {
                continue;
            }
            int query = head * heads.width();
            int key = head / heads.sharing() * heads.width();
            for (int pair = 0; pair < pairs; pair++) {
                double angle = frequencies[pair] * distance;
                queries[query + pair] = (float) (size * Math.cos(angle));
                queries[query + pair + heads.width() / 2] = (float) (-size * Math.sin(angle));
                keys[key + pair] = (float) size;
            }
        }
        Map<String, float[]> biases = new HashMap<>();
        String attention = LlamaLayout.block(0) + ".self_attn.";
        biases.put(attention + "q_proj.bias", queries);
        biases.put(attention + "k_proj.bias", keys);
        return biases;
    }
}
