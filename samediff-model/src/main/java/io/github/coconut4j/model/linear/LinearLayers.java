package io.github.coconut4j.model.linear;

import io.github.coconut4j.model.dropout.Drop;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The linear layers of a decoder in a graph: all that stands between its activations and its matrices. A decoder that multiplies through it can be given adapters, which
 * add to the products; biases are the decoder's own.
 */
public interface LinearLayers {
    /**
     * {@return rows times a matrix, {@code [columns * B, out]}}
     *
     * @param rows {@code [columns * B, in]}
     * @param matrix name of the parameter
     * @param drop of the pass
     * @param columns that the rows are, the last ones of the pass
     */
    SDVariable times(SDVariable rows, String matrix, Drop drop, int columns);

    /**
     * {@return the outputs {@code from .. to} alone, {@code [columns * B, to - from]}}
     *
     * @param rows {@code [columns * B, in]}
     * @param matrix name of the parameter
     * @param from first output, from 0
     * @param to first output that is left out
     * @param drop of the pass
     * @param columns that the rows are, the last ones of the pass
     */
    SDVariable times(SDVariable rows, String matrix, long from, long to, Drop drop, int columns);
}
