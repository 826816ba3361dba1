package io.github.coconut4j.model.loop;

import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.SDVariable;

/** Is shown the states between the layers of a decoder, if anybody wants to see them. A decoder that shows none cannot be looked into. */
@FunctionalInterface
public interface LayerWatch {
    /** Draws nothing. */
    LayerWatch NOBODY = (layer, state) -> {};

    /**
     * The states below a layer.
     *
     * @param layer its number, from 0; the number of layers for the states above the last
     * @param state draws the states {@code [columns * B, D]} as the LM head would read them, behind the final norm; those above the last layer are those that the decoder returns
     */
    void below(int layer, Supplier<SDVariable> state);
}
