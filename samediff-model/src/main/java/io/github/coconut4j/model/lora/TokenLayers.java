package io.github.coconut4j.model.lora;

import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A decoder with something added to the embeddings of a few tokens. Which token is which of them is a matrix of zeros and ones, so that the table itself needs no gradient. */
final class TokenLayers implements Decoder {
    private final SameDiff sd;
    private final Decoder decoder;
    private final boolean tied;
    private final SDVariable added;
    private final SDVariable which;

    TokenLayers(SameDiff sd, Decoder decoder, TokenAdapter adapter) {
        this.sd = sd;
        this.decoder = decoder;
        this.tied = adapter.isTied();
        this.added = sd.getVariable(adapter.added());
        int count = adapter.tokens().size();
        INDArray ones = Nd4j.zeros(added.dataType(), adapter.decoder().vocabulary(), count);
        for (int i = 0; i < count; i++) {
            ones.putScalar(adapter.tokens().get(i), i, 1);
        }
        this.which = sd.constant(ones);
    }

    @Override
    public SDVariable embed(SDVariable ids) {
        return decoder.embed(ids).add(sd.mmul(sd.gather(which, ids, 0), added));
    }

    @Override
    public SDVariable run(SDVariable embeddings, Pass pass) {
        return decoder.run(embeddings, pass);
    }

    @Override
    public SDVariable logits(SDVariable hidden) {
        SDVariable logits = decoder.logits(hidden);
        if (!tied) {
            return logits;
        }
        SDVariable more = sd.mmul(hidden, added, false, true, false);
        return logits.add(sd.mmul(more, which, false, true, false));
    }
}
