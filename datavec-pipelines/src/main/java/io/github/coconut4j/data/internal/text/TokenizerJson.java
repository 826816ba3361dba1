package io.github.coconut4j.data.internal.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import java.util.List;
import java.util.Map;

/**
 * The model within a {@code tokenizer.json}: a byte-pair encoding.
 *
 * @param vocabulary ids by token
 * @param merges pairs of tokens, {@code "left right"}, the first merge first; empty where a library merges
 * @param pipeline the whole file, if it treats texts in any way otherwise than GPT-2's byte-level BPE; null for GPT-2's
 */
public record TokenizerJson(Map<String, Integer> vocabulary, List<String> merges, ObjectNode pipeline) {
    private static final String BYTE_LEVEL = "ByteLevel";

    public static TokenizerJson of(JsonFile file) {
        JsonNode model = file.get("model");
        String type = model.path("type").asText("BPE");
        if (!type.equals("BPE")) {
            throw file.wrong(
                    "its model is \"%s\"; only byte-pair encodings (\"BPE\") are known".formatted(Texts.shorten(type)));
        }
        file.requireOff("dropout of the model", model.path("dropout"), "with which texts become tokens by chance");
        if (!model.path("vocab").isObject()) {
            throw file.wrong("its model has no vocab");
        }
        Map<String, Integer> vocabulary = file.ids(model.path("vocab"));
        if (isGpt2(file)) {
            return new TokenizerJson(vocabulary, Merges.of(file, model.path("merges"), vocabulary), null);
        }
        requireNoGaps(file, vocabulary);
        return new TokenizerJson(vocabulary, List.of(), file.root());
    }

    private static boolean isGpt2(JsonFile file) {
        JsonNode model = file.get("model");
        JsonNode splitter = file.get("pre_tokenizer");
        String processor = file.get("post_processor").path("type").asText(BYTE_LEVEL);
        return splitter.path("type").asText().equals(BYTE_LEVEL)
                && isOff(splitter.path("add_prefix_space"))
                && splitter.path("use_regex").asBoolean(true)
                && isOff(model.path("ignore_merges"))
                && isOff(model.path("byte_fallback"))
                && model.path("continuing_subword_prefix").asText("").isEmpty()
                && model.path("end_of_word_suffix").asText("").isEmpty()
                && file.get("normalizer").isMissingNode()
                && processor.equals(BYTE_LEVEL);
    }

    private static boolean isOff(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isBoolean() && !node.booleanValue());
    }

    /** Hugging Face's library numbers added tokens from the size of the vocabulary on, whatever ids stand in the file. */
    private static void requireNoGaps(JsonFile file, Map<String, Integer> vocabulary) {
        vocabulary.forEach((token, id) -> {
            if (id >= vocabulary.size()) {
                throw new DataException(
                        "%s: the vocabulary has %d tokens, so ids run from 0 to %d, but \"%s\" has the id %d."
                                .formatted(
                                        file.path(),
                                        vocabulary.size(),
                                        vocabulary.size() - 1,
                                        Texts.shorten(token),
                                        id));
            }
        });
    }
}
