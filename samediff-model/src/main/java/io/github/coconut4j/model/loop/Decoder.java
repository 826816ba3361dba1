package io.github.coconut4j.model.loop;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A causal transformer as the latent loop sees it: three pieces of a SameDiff graph. Whoever implements them gets continuous thoughts from {@link LatentLoop}.
 *
 * <p>Activations are time-major, {@code [columns * B, D]} with row {@code column * B + row}: a run of columns is one contiguous block.
 */
public interface Decoder {
    /**
     * {@return token embeddings {@code [N, D]}, without positions}
     *
     * @param ids {@code [N] int}
     */
    SDVariable embed(SDVariable ids);

    /**
     * Runs the transformer over new columns, appending their keys and values to {@link Pass#past()}.
     *
     * @param embeddings {@code [columns * B, D]}, token embeddings or thoughts, without positions
     * @param pass the sizes, the positions and the mask of the new columns, and all earlier keys and values
     * @return hidden states after the final norm of the last {@link Pass#outputs()} columns, {@code [outputs * B, D]}
     */
    SDVariable run(SDVariable embeddings, Pass pass);

    /**
     * {@return scores over the vocabulary, {@code [N, V]}}
     *
     * @param hidden states after the final norm, {@code [N, D]}
     */
    SDVariable logits(SDVariable hidden);
}
