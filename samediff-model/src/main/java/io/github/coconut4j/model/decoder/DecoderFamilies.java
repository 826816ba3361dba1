package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The families of decoders on the class path, by name. */
public final class DecoderFamilies {
    private DecoderFamilies() {}

    /**
     * {@return all families on the class path, by name}
     *
     * @throws ModelException when two have one name
     */
    public static Map<String, DecoderFamily> all() {
        Map<String, DecoderFamily> families = new TreeMap<>();
        for (DecoderFamily family : ServiceLoader.load(DecoderFamily.class)) {
            if (families.put(family.name(), family) != null) {
                throw new ModelException(
                        "Two families of decoders on the class path are called " + family.name() + ".");
            }
        }
        return families;
    }

    /**
     * {@return the family of a decoder}
     *
     * @param config of any decoder
     */
    public static DecoderFamily of(DecoderConfig config) {
        DecoderFamily family = all().get(config.family());
        if (family == null) {
            throw new ModelException("No family of decoders called " + config.family()
                    + " is on the class path; name it in META-INF/services/" + DecoderFamily.class.getName() + ".");
        }
        return family;
    }
}
