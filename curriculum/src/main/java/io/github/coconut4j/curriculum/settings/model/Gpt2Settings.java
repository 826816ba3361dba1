package io.github.coconut4j.curriculum.settings.model;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.gpt2.Gpt2Config;

/**
 * A GPT-2 from scratch, with a vocabulary made from the training data.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .model(gpt2().layers(2).width(64).heads(4).positions(80).initStd(0.1))
 *
 * model:
 *   type: gpt2
 *   layers: 2
 *   width: 64
 *   heads: 4
 *   positions: 80
 *   init_std: 0.1
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if a number is out of range.
 *
 * @param layers number of blocks
 * @param width of the hidden states, a multiple of {@code heads}
 * @param heads of each attention
 * @param positions longest text in tokens, thoughts included
 * @param initStd standard deviation of the initial weights
 */
public record Gpt2Settings(int layers, int width, int heads, int positions, double initStd) implements DecoderSettings {

    public Gpt2Settings {
        Checks.between(1, 1000, layers, "layers");
        Checks.between(1, 65_536, width, "width");
        Checks.between(1, 1024, heads, "heads");
        Checks.between(1, 1 << 20, positions, "positions");
        Checks.above(0, 100, initStd, "init_std");
    }

    /**
     * {@return the same with this many blocks}
     *
     * @param count 1 to 1000
     */
    public Gpt2Settings layers(int count) {
        return new Gpt2Settings(count, width, heads, positions, initStd);
    }

    /**
     * {@return the same with hidden states of this size}
     *
     * @param size 1 to 65,536, a multiple of the number of heads
     */
    public Gpt2Settings width(int size) {
        return new Gpt2Settings(layers, size, heads, positions, initStd);
    }

    /**
     * {@return the same with this many heads}
     *
     * @param count 1 to 1024, a divisor of the width
     */
    public Gpt2Settings heads(int count) {
        return new Gpt2Settings(layers, width, count, positions, initStd);
    }

    /**
     * {@return the same for texts of at most this many tokens}
     *
     * @param count 1 to 1,048,576, thoughts included
     */
    public Gpt2Settings positions(int count) {
        return new Gpt2Settings(layers, width, heads, count, initStd);
    }

    /**
     * {@return the same with other initial weights}
     *
     * @param std standard deviation of the normal distribution they are drawn from, above 0
     */
    public Gpt2Settings initStd(double std) {
        return new Gpt2Settings(layers, width, heads, positions, std);
    }

    @Override
    public void validate() {
        if (width % heads != 0) {
            throw new CurriculumException(
                    "model.width must be a multiple of model.heads, but " + width + " is none of " + heads + ".");
        }
    }

    @Override
    public Gpt2Config decoder(int vocabulary) {
        return new Gpt2Config(layers, width, heads, vocabulary, positions, 1e-5);
    }

    @Override
    public Initialisation initialisation() {
        return new Initialisation(initStd, initStd);
    }
}
