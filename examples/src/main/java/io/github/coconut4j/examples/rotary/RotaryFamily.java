package io.github.coconut4j.examples.rotary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.settings.model.DecoderSettings;
import io.github.coconut4j.curriculum.settings.model.TrainableFamily;
import io.github.coconut4j.model.decoder.ConfigJson;
import io.github.coconut4j.model.decoder.DecoderConfig;

/** How models with a {@link RotaryDecoder} lie in files, and what experiments call them. Named in META-INF/services. */
public final class RotaryFamily implements TrainableFamily {
    static final String NAME = "example_rotary";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RotaryConfig read(ConfigJson json, int vocabulary) {
        return new RotaryConfig(
                json.whole("layers"), json.whole("width"), json.whole("heads"), vocabulary, json.whole("positions"));
    }

    @Override
    public void write(DecoderConfig config, ObjectNode json) {
        json.put("layers", config.layers()).put("width", config.width());
        json.put("heads", config.heads()).put("positions", config.positions());
    }

    @Override
    public DecoderSettings settings() {
        return new RotarySettings(2, 64, 4, 256, 0.1);
    }
}
