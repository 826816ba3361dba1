package io.github.coconut4j.data.text;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.coconut4j.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two files of word and symbol tokenizers, named as in Hugging Face folders: {@code vocab.json} maps tokens to ids,
 * {@code tokenizer_config.json} says which tokenizer they belong to.
 */
final class VocabularyFiles {
    static final String VOCABULARY = "vocab.json";
    static final String CONFIG = "tokenizer_config.json";

    private static final String CLASS_KEY = "tokenizer_class";
    private static final String CLASS_PREFIX = "coconut4j-";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private VocabularyFiles() {}

    static void write(Path folder, String kind, Vocabulary vocabulary) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        vocabulary.tokens().forEach(token -> ids.put(token, ids.size()));
        try {
            JSON.writeValue(folder.resolve(VOCABULARY).toFile(), ids);
            JSON.writeValue(folder.resolve(CONFIG).toFile(), Map.of(CLASS_KEY, CLASS_PREFIX + kind));
        } catch (IOException e) {
            throw new DataException("The tokenizer cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The kind of tokenizer a folder holds, empty if it is not one of ours. */
    static String kind(Path folder) {
        Path file = folder.resolve(CONFIG);
        if (!Files.exists(file)) {
            return "";
        }
        Object name = read(file, new TypeReference<Map<String, Object>>() {}).get(CLASS_KEY);
        return name instanceof String text && text.startsWith(CLASS_PREFIX)
                ? text.substring(CLASS_PREFIX.length())
                : "";
    }

    static Vocabulary vocabulary(Path folder) {
        Path file = folder.resolve(VOCABULARY);
        Map<String, Integer> ids = read(file, new TypeReference<Map<String, Integer>>() {});
        List<String> tokens = new ArrayList<>(Collections.nCopies(ids.size(), null));
        ids.forEach((token, id) -> {
            if (id == null || id < 0 || id >= ids.size() || tokens.set(id, token) != null) {
                throw new DataException(file + ": the ids must be 0 to " + (ids.size() - 1) + ", each once, but \""
                        + token + "\" has " + id + ".");
            }
        });
        return Vocabulary.ofTokens(tokens);
    }

    private static <T> T read(Path file, TypeReference<T> type) {
        try {
            return JSON.readValue(file.toFile(), type);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read as the file of a tokenizer: " + e.getMessage(), e);
        }
    }
}
