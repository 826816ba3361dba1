package io.github.coconut4j.model.bench;

import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.gpt2.Gpt2Config;

/**
 * A GPT-2 with as many positions as a batch has columns.
 *
 * @param layers transformer blocks
 * @param width hidden size
 * @param heads attention heads
 * @param vocabulary tokens, at least 5: the last four are special
 */
public record Gpt2Sizes(int layers, int width, int heads, int vocabulary) implements BenchmarkModel {
    private static final double EPSILON = 1e-5;

    @Override
    public DecoderConfig decoder(int columns) {
        return new Gpt2Config(layers, width, heads, vocabulary, columns, EPSILON);
    }

    @Override
    public BenchmarkModel width(int other) {
        return new Gpt2Sizes(layers, other, heads, vocabulary);
    }
}
