package io.github.coconut4j.model.gpt2;

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
 * The shape of a GPT-2: everything needed to lay out its parameters.
 *
 * @param layers transformer blocks, 1 or more
 * @param width hidden size D, a multiple of {@code heads}
 * @param heads attention heads H
 * @param vocabulary tokens V, special tokens included
 * @param positions longest sequence, thoughts included
 * @param epsilon added to the variance in layer norm, 1e-5 in GPT-2
 * @param dropout shares that others leave out in training
 */
public record Gpt2Config(
        int layers, int width, int heads, int vocabulary, int positions, double epsilon, Dropout dropout)
        implements AdaptableConfig {
    /**
     * A model as it is trained here, without dropout.
     *
     * @param layers transformer blocks L
     * @param width D of hidden states
     * @param heads attention heads H, a divisor of the width
     * @param vocabulary tokens V
     * @param positions longest sequence, thoughts included
     * @param epsilon added to the variance in layer norms; GPT-2 uses 1e-5
     */
    public Gpt2Config(int layers, int width, int heads, int vocabulary, int positions, double epsilon) {
        this(layers, width, heads, vocabulary, positions, epsilon, Dropout.NONE);
    }

    /** @throws ModelException if a number is out of its range, or two do not fit together */
    public Gpt2Config {
        atLeastOne("layers", layers);
        atLeastOne("width", width);
        atLeastOne("heads", heads);
        atLeastOne("vocabulary", vocabulary);
        atLeastOne("positions", positions);
        if (width % heads != 0) {
            throw new ModelException(
                    "Width " + width + " cannot be split over " + heads + " heads; choose a multiple of heads.");
        }
        if (!(epsilon > 0 && epsilon < 1)) {
            throw new ModelException(
                    "Layer norm epsilon is " + epsilon + "; it must be above 0 and below 1 (GPT-2: 1e-5).");
        }
    }

    @Override
    public String family() {
        return Gpt2Family.NAME;
    }

    @Override
    public Gpt2Config vocabulary(int tokenCount) {
        return new Gpt2Config(layers, width, heads, tokenCount, positions, epsilon, dropout);
    }

    @Override
    public KeyValues.Size kept(int layer) {
        return new KeyValues.Size(heads, headWidth());
    }

    @Override
    public List<ParameterSpec> parameters() {
        return Gpt2Layout.parameters(this);
    }

    @Override
    public MatrixOrder matrixOrder() {
        return MatrixOrder.IN_OUT;
    }

    @Override
    public Decoder in(SameDiff sd, LinearLayers layers) {
        return new Gpt2(sd, this, layers);
    }

    /** Width of one attention head, d = D / H. */
    int headWidth() {
        return width / heads;
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new ModelException("Model setting " + name + " is " + value + "; it must be 1 or more.");
        }
    }
}
