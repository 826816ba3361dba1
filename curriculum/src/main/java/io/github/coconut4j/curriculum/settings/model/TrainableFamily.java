package io.github.coconut4j.curriculum.settings.model;

import io.github.coconut4j.model.decoder.DecoderFamilies;
import io.github.coconut4j.model.decoder.DecoderFamily;
import java.util.Map;
import java.util.TreeMap;

/**
 * A family of decoders that experiments begin with from scratch under its name: {@code model: {type: NAME, …}} in YAML. It stands in
 * {@code META-INF/services/io.github.coconut4j.model.decoder.DecoderFamily} like any other.
 */
public interface TrainableFamily extends DecoderFamily {

    /** {@return its settings with the values that stand for keys that are left out; the components of the record are the keys} */
    DecoderSettings settings();

    /** {@return the settings of all such families on the class path by name, with the values that stand for keys that are left out} */
    static Map<String, DecoderSettings> onClassPath() {
        Map<String, DecoderSettings> settings = new TreeMap<>();
        DecoderFamilies.all().forEach((name, family) -> {
            if (family instanceof TrainableFamily trainable) {
                settings.put(name, trainable.settings());
            }
        });
        return settings;
    }
}
