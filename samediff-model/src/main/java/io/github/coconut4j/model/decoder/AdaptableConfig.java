package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.linear.LinearLayers;
import io.github.coconut4j.model.linear.MatrixOrder;
import io.github.coconut4j.model.linear.PlainLayers;
import io.github.coconut4j.model.loop.Decoder;
import org.nd4j.autodiff.samediff.SameDiff;

/** A decoder whose linear layers go through {@link LinearLayers}, so that adapters can be trained beside its matrices. */
public interface AdaptableConfig extends DecoderConfig {
    /** {@return how the matrices of all linear layers are stored, a tied or own LM head aside} */
    MatrixOrder matrixOrder();

    @Override
    AdaptableConfig vocabulary(int tokens);

    /**
     * {@return the decoder in a graph, as {@link #in(SameDiff)} says, with these layers}
     *
     * @param sd that declares the parameters
     * @param layers multiply with the matrices
     */
    Decoder in(SameDiff sd, LinearLayers layers);

    @Override
    default Decoder in(SameDiff sd) {
        return in(sd, new PlainLayers(sd, matrixOrder()));
    }
}
