package io.github.coconut4j.model.bench;

import io.github.coconut4j.model.decoder.DecoderConfig;

/** The model that is timed, with random weights. */
public interface BenchmarkModel {
    /** {@return the number of tokens, the four special ones among them} */
    int vocabulary();

    /**
     * {@return the decoder for batches of so many columns}
     *
     * @param columns thoughts included
     * @throws io.github.coconut4j.model.ModelException if there is no such model, or it does not take so many
     */
    DecoderConfig decoder(int columns);

    /**
     * {@return the same model with another hidden size}
     *
     * @param width in numbers a column
     * @throws io.github.coconut4j.model.ModelException if it has one of its own
     */
    BenchmarkModel width(int width);
}
