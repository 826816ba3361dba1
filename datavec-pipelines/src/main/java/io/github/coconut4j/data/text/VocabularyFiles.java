package io.github.coconut4j.data.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.internal.text.JsonFile;
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
            Files.write(folder.resolve(VOCABULARY), JSON.writeValueAsBytes(ids));
            Files.write(folder.resolve(CONFIG), JSON.writeValueAsBytes(Map.of(CLASS_KEY, CLASS_PREFIX + kind)));
        } catch (IOException e) {
            throw new DataException(
                    "The tokenizer cannot be written to " + folder + ": " + InputFiles.reason(e) + ".", e);
        }
    }

    /** The kind of tokenizer a folder holds, empty if it is not one of ours. */
    static String kind(Path folder) {
        Path file = folder.resolve(CONFIG);
        if (!Files.exists(file)) {
            return "";
        }
        String name = JsonFile.read(file).get(CLASS_KEY).asText("");
        return name.startsWith(CLASS_PREFIX) ? name.substring(CLASS_PREFIX.length()) : "";
    }

    static Vocabulary vocabulary(Path folder) {
        Path file = folder.resolve(VOCABULARY);
        Map<String, Integer> ids = JsonFile.read(file).ids();
        List<String> tokens = new ArrayList<>(Collections.nCopies(ids.size(), null));
        ids.forEach((token, id) -> {
            if (id >= ids.size() || tokens.set(id, token) != null) {
                throw new DataException(file + ": the ids must be 0 to " + (ids.size() - 1) + ", each once, but \""
                        + Texts.shorten(token) + "\" has " + id + ".");
            }
        });
        return Vocabulary.ofTokens(tokens);
    }
}
