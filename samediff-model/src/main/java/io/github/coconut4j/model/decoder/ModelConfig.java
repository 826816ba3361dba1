package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.LoopOptions;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * What a model is: a decoder, the tokens around its thoughts, and the loop it thinks in.
 *
 * @param decoder with its sizes
 * @param tokens ids of the special tokens
 * @param loop how thoughts are fed back and seen
 */
public record ModelConfig(DecoderConfig decoder, LatentTokens tokens, LoopOptions loop) {
    /** A model with the loop of the paper. */
    public ModelConfig(DecoderConfig decoder, LatentTokens tokens) {
        this(decoder, tokens, LoopOptions.STANDARD);
    }

    /** @throws ModelException if a special token lies outside the vocabulary */
    public ModelConfig {
        int largest = IntStream.of(
                        tokens.startLatent(), tokens.endLatent(), tokens.latent(), tokens.eos(), tokens.pad())
                .max()
                .getAsInt();
        if (largest >= decoder.vocabulary()) {
            throw new ModelException(
                    "Special token " + largest + " lies outside the vocabulary of " + decoder.vocabulary() + ".");
        }
    }

    /** The same model with another loop. */
    public ModelConfig loop(LoopOptions options) {
        return new ModelConfig(decoder, tokens, options);
    }

    /** The same model with another number of tokens. */
    public ModelConfig vocabulary(int tokenCount) {
        return new ModelConfig(decoder.vocabulary(tokenCount), tokens, loop);
    }

    /** Tokens V, special tokens included. */
    public int vocabulary() {
        return decoder.vocabulary();
    }

    /** Longest sequence, thoughts included. */
    public int positions() {
        return decoder.positions();
    }

    /** Transformer blocks L. */
    public int layers() {
        return decoder.layers();
    }

    /** Width D of hidden states and thoughts. */
    public int width() {
        return decoder.width();
    }

    /** How many numbers the model consists of. */
    public long parameters() {
        return decoder.parameters().stream().mapToLong(ParameterSpec::length).sum();
    }

    /** How many of them training changes. */
    public long trained() {
        return decoder.trained().stream().mapToLong(ParameterSpec::length).sum();
    }

    /**
     * The decoder in a graph that already declares the model's parameters.
     *
     * @throws ModelException when one is missing from the graph
     */
    public Decoder in(SameDiff sd) {
        for (ParameterSpec parameter : decoder.parameters()) {
            if (!sd.hasVariable(parameter.name())) {
                throw new ModelException(
                        "The graph has no variable " + parameter.name() + "; declare the parameters first.");
            }
        }
        return decoder.in(sd);
    }
}
