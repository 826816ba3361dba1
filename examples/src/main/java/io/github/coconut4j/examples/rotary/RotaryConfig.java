package io.github.coconut4j.examples.rotary;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * The sizes of a {@link RotaryDecoder}.
 *
 * @param layers blocks, 1 or more
 * @param width of hidden states, an even number of times {@code heads}
 * @param heads attention heads
 * @param vocabulary tokens
 * @param positions longest sequence
 */
public record RotaryConfig(int layers, int width, int heads, int vocabulary, int positions) implements DecoderConfig {
    public RotaryConfig {
        if (layers < 1 || width < 1 || heads < 1 || vocabulary < 1 || positions < 1) {
            throw new ModelException(
                    "Layers, width, heads, vocabulary and positions must be 1 or more, not %d, %d, %d, %d and %d."
                            .formatted(layers, width, heads, vocabulary, positions));
        }
        if (width % (2 * heads) != 0) {
            throw new ModelException("Width " + width + " must be an even number of times the " + heads + " heads.");
        }
    }

    @Override
    public String family() {
        return RotaryFamily.NAME;
    }

    @Override
    public KeyValues.Size kept(int layer) {
        return new KeyValues.Size(heads, width / heads);
    }

    @Override
    public RotaryConfig vocabulary(int tokens) {
        return new RotaryConfig(layers, width, heads, tokens, positions);
    }

    @Override
    public List<ParameterSpec> parameters() {
        List<ParameterSpec> parameters = new ArrayList<>();
        parameters.add(ParameterSpec.tokens("embedding", vocabulary, width));
        for (int layer = 0; layer < layers; layer++) {
            String block = "block." + layer;
            parameters.add(ParameterSpec.gain(block + ".norm", width));
            parameters.add(ParameterSpec.matrix(block + ".query", width, width));
            parameters.add(ParameterSpec.matrix(block + ".key", width, width));
            parameters.add(ParameterSpec.matrix(block + ".value", width, width));
            parameters.add(ParameterSpec.intoResidual(block + ".out", width, width));
            parameters.add(ParameterSpec.matrix(block + ".gate", width, 2L * width));
            parameters.add(ParameterSpec.matrix(block + ".up", width, 2L * width));
            parameters.add(ParameterSpec.intoResidual(block + ".down", 2L * width, width));
        }
        parameters.add(ParameterSpec.gain("norm", width));
        parameters.add(ParameterSpec.head("head", vocabulary, width));
        return parameters;
    }

    @Override
    public Decoder in(SameDiff sd) {
        return new RotaryDecoder(sd, this);
    }
}
