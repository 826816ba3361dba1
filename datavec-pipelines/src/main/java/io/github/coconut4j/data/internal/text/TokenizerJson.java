package io.github.coconut4j.data.internal.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import java.util.List;
import java.util.Map;

/** The model within a {@code tokenizer.json}, if it is GPT-2's byte-level BPE. Whatever would turn texts into other tokens is refused by name. */
public record TokenizerJson(Map<String, Integer> vocabulary, List<String> merges) {
    private static final String ELSE = "with which texts become other tokens than here";

    public static TokenizerJson of(JsonFile file) {
        JsonNode model = file.get("model");
        JsonNode splitter = file.get("pre_tokenizer");
        if (!model.path("type").asText("BPE").equals("BPE")
                || !splitter.path("type").asText().equals("ByteLevel")) {
            throw new DataException(
                    file.path() + " describes another kind of tokenizer; only GPT-2's byte-level BPE is known.");
        }
        file.requireOff("add_prefix_space of the pre_tokenizer", splitter.path("add_prefix_space"), ELSE);
        if (!splitter.path("use_regex").asBoolean(true)) {
            throw file.wrong("use_regex of the pre_tokenizer is off, " + ELSE);
        }
        for (String key : List.of("ignore_merges", "byte_fallback", "dropout")) {
            file.requireOff(key + " of the model", model.path(key), ELSE);
        }
        for (String key : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
            requireNone(file, key + " of the model", model.path(key).asText(""));
        }
        requireNone(file, "the normalizer", file.get("normalizer").path("type").asText(""));
        String processor = file.get("post_processor").path("type").asText("");
        requireNone(file, "the post_processor", processor.equals("ByteLevel") ? "" : processor);
        if (!model.path("vocab").isObject()) {
            throw file.wrong("its model has no vocab");
        }
        Map<String, Integer> vocabulary = file.ids(model.path("vocab"));
        return new TokenizerJson(vocabulary, Merges.of(file, model.path("merges"), vocabulary));
    }

    private static void requireNone(JsonFile file, String what, String value) {
        if (!value.isEmpty() && !value.equals("null")) {
            throw file.wrong("%s is \"%s\", %s".formatted(what, Texts.shorten(value), ELSE));
        }
    }
}
