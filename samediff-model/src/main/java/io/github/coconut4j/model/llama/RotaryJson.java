package io.github.coconut4j.model.llama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.ConfigJson;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Rotary positions in config.json, in both spellings: {@code rope_theta} beside a block {@code rope_scaling}, or one block {@code rope_parameters}. Where a file has
 * both, they must say the same.
 */
final class RotaryJson {
    private static final String THETA = "rope_theta";
    private static final String TYPE = "rope_type";
    private static final String OLD_TYPE = "type";
    private static final String PARTIAL = "partial_rotary_factor";
    private static final String LLAMA3 = "llama3";
    private static final List<String> TYPES = List.of("default", LLAMA3);
    private static final List<String> BLOCKS = List.of("rope_scaling", "rope_parameters");
    private static final List<String> OF_ALL = List.of(TYPE, OLD_TYPE, THETA, PARTIAL);
    private static final List<String> OF_LLAMA3 =
            List.of("factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings");

    private final ConfigJson json;

    private RotaryJson(ConfigJson json) {
        this.json = json;
    }

    static Rotary read(ConfigJson json) {
        return new RotaryJson(json).rotary();
    }

    /** Writes the spelling that every version of transformers reads. */
    static void write(Rotary rotary, ObjectNode json) {
        json.put(THETA, rotary.theta());
        Llama3Scaling scaling = rotary.scaling();
        if (scaling != null) {
            json.putObject(BLOCKS.get(0))
                    .put(TYPE, LLAMA3)
                    .put(OF_LLAMA3.get(0), scaling.factor())
                    .put(OF_LLAMA3.get(1), scaling.slow())
                    .put(OF_LLAMA3.get(2), scaling.fast())
                    .put(OF_LLAMA3.get(3), scaling.positions());
        }
    }

    private Rotary rotary() {
        json.require(PARTIAL, 1);
        List<String> blocks = BLOCKS.stream().filter(json::has).toList();
        List<Llama3Scaling> scalings = new ArrayList<>();
        blocks.forEach(block -> scalings.add(scaling(block)));
        boolean disagree = scalings.size() == 2 && !Objects.equals(scalings.get(0), scalings.get(1));
        if (disagree) {
            throw new ModelException(
                    json.file() + " says different things in rope_scaling and in rope_parameters; leave one of them.");
        }
        return new Rotary(theta(blocks), scalings.isEmpty() ? null : scalings.get(0));
    }

    private double theta(List<String> blocks) {
        List<String> said = new ArrayList<>(List.of(THETA));
        blocks.forEach(block -> said.add(block + "." + THETA));
        said.removeIf(key -> !json.has(key));
        double first = said.isEmpty() ? Rotary.STANDARD.theta() : json.number(said.get(0), 0);
        for (String key : said) {
            if (json.number(key, 0) != first) {
                throw new ModelException(json.file() + " says different things in " + said.get(0) + " and in " + key
                        + "; leave one of them.");
            }
        }
        return first;
    }

    /** What a block asks for; null for nothing. */
    private Llama3Scaling scaling(String block) {
        if (!json.root().path(block).isObject()) {
            throw json.unknown(block, json.root().path(block).toString(), "a block of settings or null");
        }
        json.require(block + "." + TYPE, TYPES);
        json.require(block + "." + OLD_TYPE, TYPES);
        String old = json.text(block + "." + OLD_TYPE, TYPES, TYPES.get(0));
        boolean llama3 = json.text(block + "." + TYPE, TYPES, old).equals(LLAMA3);
        json.require(block + "." + PARTIAL, 1);
        requireKnown(block, llama3);
        return llama3
                ? new Llama3Scaling(
                        number(block, OF_LLAMA3.get(0)),
                        number(block, OF_LLAMA3.get(1)),
                        number(block, OF_LLAMA3.get(2)),
                        json.whole(block + "." + OF_LLAMA3.get(3)))
                : null;
    }

    private void requireKnown(String block, boolean llama3) {
        for (Iterator<String> keys = json.root().path(block).fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            boolean known = OF_ALL.contains(key) || (llama3 && OF_LLAMA3.contains(key));
            if (!known) {
                json.requireNone(block + "." + key);
            }
        }
    }

    private double number(String block, String key) {
        if (!json.has(block + "." + key)) {
            throw new ModelException(json.file() + " lacks " + block + "." + key + ", which rope_type llama3 needs.");
        }
        return json.number(block + "." + key, 0);
    }
}
