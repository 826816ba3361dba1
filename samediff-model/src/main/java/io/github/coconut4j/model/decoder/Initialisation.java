package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;

/**
 * How fresh parameters are drawn: matrices and embeddings from normal distributions, gains 1, biases 0.
 *
 * @param std standard deviation of weight matrices; those that write into the residual stream get {@code std / sqrt(2 L)} (GPT-2 paper, section 2.3)
 * @param embeddingStd standard deviation of token and position embeddings
 */
public record Initialisation(double std, double embeddingStd) {
    /** What GPT-2 uses; right from width 256 up. */
    public static final Initialisation GPT2 = new Initialisation(0.02, 0.02);

    public Initialisation {
        if (!(std > 0) || !(embeddingStd > 0)) {
            throw new ModelException(
                    "Initial standard deviations must be above 0, not " + std + " and " + embeddingStd + ".");
        }
    }
}
