package io.github.coconut4j.model.llama;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.AdaptableConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.dropout.Dropout;
import io.github.coconut4j.model.linear.LinearLayers;
import io.github.coconut4j.model.linear.MatrixOrder;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * The shape of a model of the Llama family.
 *
 * @param variant which of them
 * @param layers transformer blocks, 1 or more
 * @param width hidden size D
 * @param inner width of the gated MLP, {@code intermediate_size}
 * @param attention its heads
 * @param vocabulary tokens V, special tokens included
 * @param positions longest sequence, thoughts included
 * @param epsilon added to the mean square in RMS norm
 * @param rotary how positions turn queries and keys
 * @param tied whether the LM head is the table of token embeddings
 * @param attentionDropout share of the attention weights that the model's files leave out in training, see {@link #dropout}
 */
public record LlamaConfig(
        Variant variant,
        int layers,
        int width,
        int inner,
        Heads attention,
        int vocabulary,
        int positions,
        double epsilon,
        Rotary rotary,
        boolean tied,
        double attentionDropout)
        implements AdaptableConfig {

    /** @throws ModelException if a number is out of its range, or two do not fit together */
    public LlamaConfig {
        atLeastOne("layers", layers);
        atLeastOne("width", width);
        atLeastOne("intermediate size", inner);
        atLeastOne("vocabulary", vocabulary);
        atLeastOne("positions", positions);
        if (!(epsilon > 0 && epsilon < 1)) {
            throw new ModelException(
                    "RMS norm epsilon is " + epsilon + "; it must be above 0 and below 1 (Llama: 1e-5).");
        }
        if (!(attentionDropout >= 0 && attentionDropout < 1)) {
            throw new ModelException(
                    "attention_dropout is " + attentionDropout + "; it must be 0 or more and below 1.");
        }
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new ModelException("Model setting " + name + " is " + value + "; it must be 1 or more.");
        }
    }

    @Override
    public String family() {
        return variant.type();
    }

    @Override
    public int heads() {
        return attention.queries();
    }

    @Override
    public Dropout dropout() {
        return new Dropout(0, attentionDropout, 0);
    }

    @Override
    public KeyValues.Size kept(int layer) {
        return new KeyValues.Size(attention.keys(), attention.width());
    }

    @Override
    public LlamaConfig vocabulary(int tokens) {
        return new LlamaConfig(
                variant, layers, width, inner, attention, tokens, positions, epsilon, rotary, tied, attentionDropout);
    }

    @Override
    public List<ParameterSpec> parameters() {
        return LlamaLayout.parameters(this);
    }

    @Override
    public MatrixOrder matrixOrder() {
        return MatrixOrder.OUT_IN;
    }

    @Override
    public Decoder in(SameDiff sd, LinearLayers linear) {
        return new Llama(sd, this, linear);
    }
}
