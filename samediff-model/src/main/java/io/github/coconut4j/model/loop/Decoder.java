package io.github.coconut4j.model.loop;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A causal transformer as the latent loop sees it: three pieces of a SameDiff graph. Whoever implements them gets continuous thoughts from {@link LatentLoop}.
 *
 * <p>Activations are time-major, {@code [columns * B, D]} with row {@code column * B + row}: a run of columns is one contiguous block.
 */
public interface Decoder {
    /** Token embeddings, without positions: ids {@code [N] int} to {@code [N, D]}. */
    SDVariable embed(SDVariable ids);

    /**
     * Runs the transformer over new columns, appending their keys and values to {@link Pass#past()}.
     *
     * @param embeddings {@code [columns * B, D]}, token embeddings or thoughts, without positions
     * @return hidden states after the final norm of the last {@link Pass#outputs()} columns, {@code [outputs * B, D]}
     */
    SDVariable run(SDVariable embeddings, Pass pass);

    /** Scores over the vocabulary: hidden states {@code [N, D]} to {@code [N, V]}. */
    SDVariable logits(SDVariable hidden);
}
