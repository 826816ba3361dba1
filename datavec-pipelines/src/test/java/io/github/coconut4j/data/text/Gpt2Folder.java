package io.github.coconut4j.data.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** GPT-2's own {@code vocab.json} and {@code merges.txt}, as in the folder that OpenAI published. */
final class Gpt2Folder {
    private static final int END_OF_TEXT = 50_256;

    private final BpeFiles files = Gpt2Vocabulary.files();

    /** Writes {@code vocab.json} and {@code merges.txt}. */
    void writeSeparate(Path folder) throws IOException {
        new ObjectMapper().writeValue(folder.resolve("vocab.json").toFile(), files.vocabulary());
        List<String> lines = new ArrayList<>(List.of("#version: 0.2"));
        lines.addAll(files.merges());
        Files.write(folder.resolve("merges.txt"), lines);
    }

    /** Writes {@code tokenizer.json}. */
    void writeTogether(Path folder) throws IOException {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("type", "BPE");
        model.put("vocab", files.vocabulary());
        model.put("merges", files.merges());
        Map<String, Object> byteLevel =
                Map.of("type", "ByteLevel", "add_prefix_space", false, "trim_offsets", true, "use_regex", true);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", "1.0");
        root.put(
                "added_tokens",
                List.of(Map.of(
                        "id",
                        END_OF_TEXT,
                        "content",
                        SpecialTokens.EOS,
                        "special",
                        true,
                        "normalized",
                        false,
                        "single_word",
                        false,
                        "lstrip",
                        false,
                        "rstrip",
                        false)));
        root.put("pre_tokenizer", byteLevel);
        root.put("decoder", byteLevel);
        root.put("model", model);
        new ObjectMapper().writeValue(folder.resolve("tokenizer.json").toFile(), root);
    }
}
