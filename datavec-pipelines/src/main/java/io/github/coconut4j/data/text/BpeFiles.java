package io.github.coconut4j.data.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A byte-level BPE vocabulary as it lies in a Hugging Face folder: either {@code vocab.json} and {@code merges.txt} (with
 * {@code added_tokens.json} if there are any) or {@code tokenizer.json}.
 *
 * @param vocabulary ids by token, tokens written in the {@linkplain ByteLevel byte-level alphabet}
 * @param merges pairs of tokens, {@code "left right"}, the first merge first
 * @param added ids of the tokens that are never split and never result from merges
 */
record BpeFiles(Map<String, Integer> vocabulary, List<String> merges, Map<String, Integer> added) {
    private static final String MERGES = "merges.txt";
    private static final String ADDED = "added_tokens.json";
    private static final String ALL_IN_ONE = "tokenizer.json";
    private static final String SPECIAL = "special_tokens_map.json";

    /** GPT-2 has one special token for all purposes. */
    private static final List<String> SPECIAL_ROLES = List.of("bos_token", "eos_token", "pad_token", "unk_token");

    private static final List<String> SETTINGS_OFF = List.of("lstrip", "normalized", "rstrip", "single_word");

    private static final ObjectMapper JSON = new ObjectMapper();

    BpeFiles {
        vocabulary = Collections.unmodifiableMap(new LinkedHashMap<>(vocabulary));
        merges = List.copyOf(merges);
        added = Collections.unmodifiableMap(new LinkedHashMap<>(added));
    }

    /** Number of ids, from 0 to the greatest that is given away. */
    int size() {
        return 1
                + Stream.concat(vocabulary.values().stream(), added.values().stream())
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(-1);
    }

    /** Whether a folder holds such files. */
    static boolean areIn(Path folder) {
        return Files.exists(folder.resolve(ALL_IN_ONE))
                || (Files.exists(folder.resolve(VocabularyFiles.VOCABULARY)) && Files.exists(folder.resolve(MERGES)));
    }

    static BpeFiles read(Path folder) {
        Path file = folder.resolve(MERGES);
        try {
            if (Files.exists(file)) {
                return readSeparate(folder);
            }
            file = folder.resolve(ALL_IN_ONE);
            return readTogether(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read as the file of a tokenizer: " + e.getMessage(), e);
        }
    }

    /** Writes the separate files and the configuration, with which transformers too opens the folder. */
    void write(Path folder) {
        try {
            JSON.writeValue(folder.resolve(VocabularyFiles.VOCABULARY).toFile(), vocabulary);
            List<String> lines = new ArrayList<>(List.of("#version: 0.2"));
            lines.addAll(merges);
            Files.write(folder.resolve(MERGES), lines);
            JSON.writeValue(folder.resolve(ADDED).toFile(), added);
            JSON.writeValue(folder.resolve(VocabularyFiles.CONFIG).toFile(), configuration());
            JSON.writeValue(folder.resolve(SPECIAL).toFile(), specialTokens());
        } catch (IOException e) {
            throw new DataException("The tokenizer cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> specialTokens() {
        Map<String, Object> roles = new LinkedHashMap<>();
        SPECIAL_ROLES.forEach(role -> roles.put(role, SpecialTokens.EOS));
        return roles;
    }

    private Map<String, Object> configuration() {
        Map<String, Object> decoder = new LinkedHashMap<>();
        added.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(token -> {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("content", token.getKey());
            SETTINGS_OFF.forEach(setting -> settings.put(setting, false));
            settings.put("special", true);
            decoder.put(token.getValue().toString(), settings);
        });
        Map<String, Object> configuration = specialTokens();
        configuration.put("tokenizer_class", "GPT2Tokenizer");
        configuration.put("add_prefix_space", false);
        configuration.put("clean_up_tokenization_spaces", false);
        configuration.put("added_tokens_decoder", decoder);
        return configuration;
    }

    private static BpeFiles readSeparate(Path folder) throws IOException {
        List<String> merges = Files.readAllLines(folder.resolve(MERGES)).stream()
                .filter(line -> !line.startsWith("#version") && !line.isBlank())
                .toList();
        Path added = folder.resolve(ADDED);
        return new BpeFiles(
                ids(JSON.readTree(folder.resolve(VocabularyFiles.VOCABULARY).toFile())),
                merges,
                Files.exists(added) ? ids(JSON.readTree(added.toFile())) : Map.of());
    }

    private static BpeFiles readTogether(Path file) throws IOException {
        JsonNode root = JSON.readTree(file.toFile());
        JsonNode model = root.path("model");
        String splitter = root.path("pre_tokenizer").path("type").asText();
        if (!model.path("type").asText("BPE").equals("BPE") || !splitter.equals("ByteLevel")) {
            throw new DataException(
                    file + " describes another kind of tokenizer; only GPT-2's byte-level BPE is known.");
        }
        List<String> merges = new ArrayList<>();
        for (JsonNode merge : model.path("merges")) {
            merges.add(
                    merge.isArray() ? merge.get(0).asText() + " " + merge.get(1).asText() : merge.asText());
        }
        Map<String, Integer> added = new LinkedHashMap<>();
        for (JsonNode token : root.path("added_tokens")) {
            added.put(token.path("content").asText(), token.path("id").asInt());
        }
        return new BpeFiles(ids(model.path("vocab")), merges, added);
    }

    private static Map<String, Integer> ids(JsonNode object) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt()));
        return ids;
    }
}
