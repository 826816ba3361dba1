package io.github.coconut4j.model.gpt2;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.loop.LoopOptions;
import java.util.Arrays;

/**
 * The shape of a GPT-2: everything needed to lay out its parameters.
 *
 * @param layers transformer blocks, 1 or more
 * @param width hidden size D, a multiple of {@code heads}
 * @param heads attention heads H
 * @param vocabulary tokens V, special tokens included
 * @param positions longest sequence, thoughts included
 * @param epsilon added to the variance in layer norm, 1e-5 in GPT-2
 * @param tokens ids of the special tokens
 * @param loop how thoughts are fed back and seen
 * @param dropout shares that others leave out in training
 */
public record Gpt2Config(
        int layers,
        int width,
        int heads,
        int vocabulary,
        int positions,
        double epsilon,
        LatentTokens tokens,
        LoopOptions loop,
        Dropout dropout) {
    /** A model as it is trained here, without dropout. */
    public Gpt2Config(
            int layers,
            int width,
            int heads,
            int vocabulary,
            int positions,
            double epsilon,
            LatentTokens tokens,
            LoopOptions loop) {
        this(layers, width, heads, vocabulary, positions, epsilon, tokens, loop, Dropout.NONE);
    }

    /** Such a model with the loop of the paper. */
    public Gpt2Config(
            int layers, int width, int heads, int vocabulary, int positions, double epsilon, LatentTokens tokens) {
        this(layers, width, heads, vocabulary, positions, epsilon, tokens, LoopOptions.STANDARD);
    }

    public Gpt2Config {
        atLeastOne("layers", layers);
        atLeastOne("width", width);
        atLeastOne("heads", heads);
        atLeastOne("vocabulary", vocabulary);
        atLeastOne("positions", positions);
        if (width % heads != 0) {
            throw new ModelException(
                    "Width " + width + " cannot be split over " + heads + " heads; choose a multiple of heads.");
        }
        if (!(epsilon > 0 && epsilon < 1)) {
            throw new ModelException(
                    "Layer norm epsilon is " + epsilon + "; it must be above 0 and below 1 (GPT-2: 1e-5).");
        }
        int largest = Math.max(
                Math.max(tokens.startLatent(), tokens.endLatent()),
                Math.max(tokens.latent(), Math.max(tokens.eos(), tokens.pad())));
        if (largest >= vocabulary) {
            throw new ModelException(
                    "Special token " + largest + " lies outside the vocabulary of " + vocabulary + ".");
        }
    }

    /** The same model with another loop. */
    public Gpt2Config loop(LoopOptions options) {
        return new Gpt2Config(layers, width, heads, vocabulary, positions, epsilon, tokens, options, dropout);
    }

    /** The same model with another number of tokens. */
    public Gpt2Config vocabulary(int tokenCount) {
        return new Gpt2Config(layers, width, heads, tokenCount, positions, epsilon, tokens, loop, dropout);
    }

    /** How many numbers the model consists of. */
    public long parameters() {
        return Gpt2Layout.shapes(this).values().stream()
                .mapToLong(shape -> Arrays.stream(shape).reduce(1, Math::multiplyExact))
                .sum();
    }

    /** Width of one attention head, d = D / H. */
    public int headWidth() {
        return width / heads;
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new ModelException("Model setting " + name + " is " + value + "; it must be 1 or more.");
        }
    }
}
