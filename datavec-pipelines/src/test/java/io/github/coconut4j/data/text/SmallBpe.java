package io.github.coconut4j.data.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.data.internal.text.ByteLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tokenizer of 256 bytes, four merges and the end-of-sequence token, 261 in all, in the forms in which Hugging Face's folders have it. */
final class SmallBpe {
    static final int SIZE = 261;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MERGES = List.of("l o", "lo w", "h e", "< <");

    private final Map<String, Integer> vocabulary = new LinkedHashMap<>();
    private final List<Map<String, Object>> added = new ArrayList<>();

    SmallBpe() {
        ByteLevel.alphabet().forEach(token -> vocabulary.put(token, vocabulary.size()));
        MERGES.forEach(merge -> vocabulary.put(merge.replace(" ", ""), vocabulary.size()));
        vocabulary.put(SpecialTokens.EOS, vocabulary.size());
    }

    /** Adds a token behind all others. */
    SmallBpe added(String content, boolean special, String... on) {
        Map<String, Object> token = new LinkedHashMap<>();
        token.put("id", SIZE + added.size());
        token.put("content", content);
        for (String setting : List.of("lstrip", "rstrip", "single_word", "normalized")) {
            token.put(setting, List.of(on).contains(setting));
        }
        token.put("special", special);
        added.add(token);
        return this;
    }

    Map<String, Integer> vocabulary() {
        return vocabulary;
    }

    /** Writes {@code vocab.json} and {@code merges.txt}. */
    void writeSeparate(Path folder) throws IOException {
        JSON.writeValue(folder.resolve("vocab.json").toFile(), vocabulary);
        List<String> lines = new ArrayList<>(List.of("#version: 0.2"));
        lines.addAll(MERGES);
        Files.write(folder.resolve("merges.txt"), lines);
    }

    /** Writes {@code tokenizer.json}. */
    void writeTogether(Path folder) throws IOException {
        Map<String, Object> byteLevel =
                Map.of("type", "ByteLevel", "add_prefix_space", false, "trim_offsets", true, "use_regex", true);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", "1.0");
        root.put("added_tokens", added);
        root.put("pre_tokenizer", byteLevel);
        root.put("decoder", byteLevel);
        root.put("model", Map.of("type", "BPE", "vocab", vocabulary, "merges", MERGES));
        JSON.writeValue(folder.resolve("tokenizer.json").toFile(), root);
    }

    /** Writes {@code tokenizer_config.json} with the added tokens in {@code added_tokens_decoder}, and with further keys. */
    void writeConfiguration(Path folder, Map<String, Object> more) throws IOException {
        Map<String, Object> decoder = new LinkedHashMap<>();
        for (Map<String, Object> token : added) {
            Map<String, Object> settings = new LinkedHashMap<>(token);
            decoder.put(settings.remove("id").toString(), settings);
        }
        Map<String, Object> root = new LinkedHashMap<>(more);
        root.put("added_tokens_decoder", decoder);
        JSON.writeValue(folder.resolve("tokenizer_config.json").toFile(), root);
    }
}
