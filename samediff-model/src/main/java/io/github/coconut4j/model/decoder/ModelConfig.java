package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.LoopOptions;
import java.util.Set;
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
    /**
     * A model with the loop of the paper.
     *
     * @param decoder sizes of the decoder
     * @param tokens ids of the special tokens, all below the decoder's vocabulary
     */
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

    /**
     * {@return the same model with another loop}
     *
     * @param options how the loop differs from that of the paper
     */
    public ModelConfig loop(LoopOptions options) {
        return new ModelConfig(decoder, tokens, options);
    }

    /**
     * {@return the same model with another number of tokens}
     *
     * @param tokenCount tokens V, special tokens included
     */
    public ModelConfig vocabulary(int tokenCount) {
        return new ModelConfig(decoder.vocabulary(tokenCount), tokens, loop);
    }

    /** {@return the number V of tokens, special tokens included} */
    public int vocabulary() {
        return decoder.vocabulary();
    }

    /** {@return the longest sequence, thoughts included} */
    public int positions() {
        return decoder.positions();
    }

    /** {@return the number L of transformer blocks} */
    public int layers() {
        return decoder.layers();
    }

    /** {@return the width D of hidden states and thoughts} */
    public int width() {
        return decoder.width();
    }

    /** {@return how many numbers the model consists of} */
    public long parameters() {
        return decoder.parameters().stream().mapToLong(ParameterSpec::length).sum();
    }

    /** {@return bytes of them: four for each, two for each in half precision} */
    public long bytes() {
        Set<String> halved = decoder.halved();
        return decoder.parameters().stream()
                .mapToLong(parameter ->
                        parameter.length() * (halved.contains(parameter.name()) ? Short.BYTES : Float.BYTES))
                .sum();
    }

    /** {@return how many of them training changes} */
    public long trained() {
        return decoder.trained().stream().mapToLong(ParameterSpec::length).sum();
    }

    /**
     * {@return the decoder in a graph that already declares the model's parameters}
     *
     * @param sd the graph
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
