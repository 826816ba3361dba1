package io.github.coconut4j.examples.rotary;

import io.github.coconut4j.curriculum.settings.model.DecoderSettings;
import io.github.coconut4j.model.decoder.Initialisation;

/**
 * {@code model: {type: example_rotary, …}}.
 *
 * @param layers number of blocks
 * @param width of the hidden states
 * @param heads of each attention
 * @param positions longest text in tokens, thoughts included
 * @param initStd standard deviation of the initial weights
 */
public record RotarySettings(int layers, int width, int heads, int positions, double initStd)
        implements DecoderSettings {
    @Override
    public RotaryConfig decoder(int vocabulary) {
        return new RotaryConfig(layers, width, heads, vocabulary, positions);
    }

    @Override
    public Initialisation initialisation() {
        return new Initialisation(initStd, initStd);
    }
}
