package io.github.coconut4j.curriculum.audit.cost;

import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.decoder.ParameterKind;
import io.github.coconut4j.model.decoder.ParameterSpec;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Floating-point operations of a decoder's matrix products, a multiplication and an addition counted as two, with keys and values kept: those of its linear layers on one
 * column, of one column looking at one, and of the LM head on one column.
 *
 * @param linear of all layers, a column
 * @param look of all layers, a column and a column it sees
 * @param head a column whose word is asked for
 * @param kept numbers of keys and values that a column leaves in all layers; no operations
 */
public record ForwardCost(long linear, long look, long head, long kept) {

    /**
     * {@return the floating-point operations of a decoder's passes}
     *
     * @param decoder whose sizes count
     */
    public static ForwardCost of(DecoderConfig decoder) {
        long weights = decoder.parameters().stream()
                .filter(parameter ->
                        parameter.kind() == ParameterKind.MATRIX || parameter.kind() == ParameterKind.INTO_RESIDUAL)
                .filter(parameter -> !parameter.hasTokens())
                .mapToLong(ParameterSpec::length)
                .sum();
        long look = IntStream.range(0, decoder.layers())
                .mapToLong(layer -> 4L * decoder.heads() * decoder.kept(layer).width())
                .sum();
        long kept = IntStream.range(0, decoder.layers())
                .mapToObj(decoder::kept)
                .mapToLong(size -> 2L * size.heads() * size.width())
                .sum();
        return new ForwardCost(2 * weights, look, 2L * decoder.vocabulary() * decoder.width(), kept);
    }

    /**
     * {@return the floating-point operations of an answer}
     *
     * @param columns question, thoughts, marks and words that were run; each sees itself and those before it
     * @param words that were asked for
     */
    public long answer(long columns, long words) {
        long looks = LongStream.rangeClosed(1, columns).sum();
        return columns * linear + looks * look + words * head;
    }
}
