package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.dropout.Dropout;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A decoder with its sizes: all that training, generation and files must know of it. Whoever brings a decoder of their own writes this (best as a record), the
 * {@link Decoder} it draws, and a {@link DecoderFamily}.
 *
 * <p>Implementations are values: equal when they draw the same graph, never changed, checked when they are made (a {@link io.github.coconut4j.model.ModelException}
 * with a full sentence for sizes that make no model).
 */
public interface DecoderConfig {
    /** {@return the name of the {@link DecoderFamily}: {@code model_type} in config.json, {@code model.type} in YAML} */
    String family();

    /** {@return the number L of transformer blocks} */
    int layers();

    /** {@return the width D of embeddings, hidden states and thoughts, which are fed back as embeddings} */
    int width();

    /** {@return the number H of attention heads that ask} */
    int heads();

    /** {@return the number V of tokens, special tokens included} */
    int vocabulary();

    /** {@return the longest sequence, thoughts included} A decoder without a limit of its own names the longest it is meant for. */
    int positions();

    /**
     * {@return how large the keys and the values of one column of a layer are; fewer heads than {@link #heads()} where several ask the same keys}
     *
     * @param layer from 0
     */
    KeyValues.Size kept(int layer);

    /** {@return what its files say is left out in training; nothing unless overridden} Training leaves it out where it is asked to. */
    default Dropout dropout() {
        return Dropout.NONE;
    }

    /**
     * {@return the same decoder for another number of tokens} Only axes of tokens ({@link ParameterSpec#tokenAxis}) change.
     *
     * @param tokens V, special tokens included
     */
    DecoderConfig vocabulary(int tokens);

    /**
     * {@return every parameter, in an order that never changes: fresh ones are drawn and all are laid out in it} Names are those in files of weights; a linear
     * layer may be stored {@code [in, out]} or {@code [out, in]} as the decoder reads it. A tied LM head is no parameter of its own; see
     * {@link DecoderFamily#tensors}.
     */
    List<ParameterSpec> parameters();

    /** {@return those parameters that training changes, in the same order; they alone have gradients and moments} All unless overridden. */
    default List<ParameterSpec> trained() {
        return parameters();
    }

    /** {@return the names of those parameters that are kept in half precision (bfloat16) and computed with as floats, none of them trained} None unless overridden. */
    default Set<String> halved() {
        return Set.of();
    }

    /** {@return the name of the parameter that holds the token embeddings, {@code [V, D]}} */
    default String tokenEmbeddings() {
        return parameters().stream()
                .filter(parameter -> parameter.kind() == ParameterKind.EMBEDDING && parameter.tokenAxis() == 0)
                .map(ParameterSpec::name)
                .findFirst()
                .orElseThrow(
                        () -> new ModelException("The decoder " + family() + " has no table of token embeddings."));
    }

    /**
     * The decoder in a graph that declares the parameters under their names. It owes what {@link Decoder} says, with every op differentiable by
     * {@code model.graph} if it is to be trained; constants it adds to the graph need names of their own kind, for several may be drawn in one graph.
     *
     * @param sd that declares them
     * @return the decoder, which draws where it is called
     */
    Decoder in(SameDiff sd);
}
