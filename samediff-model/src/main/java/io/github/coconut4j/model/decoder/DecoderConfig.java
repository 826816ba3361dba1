package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.Dropout;
import io.github.coconut4j.model.loop.KeyValues;
import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A decoder with its sizes: all that training, generation and files must know of it. Whoever brings a decoder of their own writes this (best as a record), the
 * {@link Decoder} it draws, and a {@link DecoderFamily}.
 *
 * <p>Implementations are values: equal when they draw the same graph, never changed, checked when they are made (a {@link io.github.coconut4j.model.ModelException}
 * with a full sentence for sizes that make no model).
 */
public interface DecoderConfig {
    /** Name of the {@link DecoderFamily}: {@code model_type} in config.json, {@code model.type} in YAML. */
    String family();

    /** Transformer blocks L. */
    int layers();

    /** Width D of embeddings, hidden states and thoughts, which are fed back as embeddings. */
    int width();

    /** Attention heads H that ask. */
    int heads();

    /** Tokens V, special tokens included. */
    int vocabulary();

    /** Longest sequence, thoughts included. A decoder without a limit of its own names the longest it is meant for. */
    int positions();

    /** How large the keys and the values of one column of a layer are; fewer heads than {@link #heads()} where several ask the same keys. */
    KeyValues.Size kept(int layer);

    /** What its files say is left out in training; training leaves it out where it is asked to. */
    default Dropout dropout() {
        return Dropout.NONE;
    }

    /** The same decoder for another number of tokens. Only axes of tokens ({@link ParameterSpec#tokenAxis}) change. */
    DecoderConfig vocabulary(int tokens);

    /**
     * Every parameter, in an order that never changes: fresh ones are drawn and all are laid out in it. Names are those in files of weights; a linear layer may be
     * stored {@code [in, out]} or {@code [out, in]} as the decoder reads it. A tied LM head is no parameter of its own; see {@link DecoderFamily#tensors}.
     */
    List<ParameterSpec> parameters();

    /** Those of them that training changes, in the same order; they alone have gradients and moments. */
    default List<ParameterSpec> trained() {
        return parameters();
    }

    /** Name of the parameter that holds the token embeddings, {@code [V, D]}. */
    default String tokenEmbeddings() {
        return parameters().stream()
                .filter(parameter -> parameter.kind() == ParameterKind.EMBEDDING && parameter.tokenAxis() == 0)
                .map(ParameterSpec::name)
                .findFirst()
                .orElseThrow(
                        () -> new ModelException("The decoder " + family() + " has no table of token embeddings."));
    }

    /**
     * The decoder in a graph that declares the parameters under their names. It owes what {@link Decoder} says, with every op differentiable by {@code model.graph}
     * if it is to be trained; constants it adds to the graph need names of their own kind, for several may be drawn in one graph.
     */
    Decoder in(SameDiff sd);
}
