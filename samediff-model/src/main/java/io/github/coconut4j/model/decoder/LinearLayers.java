package io.github.coconut4j.model.decoder;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The linear layers of a decoder in a graph: all that stands between its activations and its matrices. A decoder that multiplies through it can be given adapters, which
 * add to the products; biases are the decoder's own.
 */
public interface LinearLayers {
    /**
     * {@return rows times a matrix, {@code [N, out]}}
     *
     * @param rows {@code [N, in]}
     * @param matrix name of the parameter
     */
    SDVariable times(SDVariable rows, String matrix);

    /**
     * {@return the outputs {@code from .. to} alone, {@code [N, to - from]}}
     *
     * @param rows {@code [N, in]}
     * @param matrix name of the parameter
     * @param from first output, from 0
     * @param to first output that is left out
     */
    SDVariable times(SDVariable rows, String matrix, long from, long to);
}
