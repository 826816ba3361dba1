package io.github.coconut4j.data.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * GPT-2's own {@code vocab.json} and {@code merges.txt}, rebuilt from the ranks that jtokkit ships: ids are ranks, and the
 * merge that makes a token joins the two parts which the token falls into when only lower ranks may merge.
 */
final class Gpt2Folder {
    private static final int MERGED_TOKENS = 50_000;
    private static final int BYTES = 256;

    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<String, Integer> vocabulary = new LinkedHashMap<>();
    private final List<String> merges = new ArrayList<>();

    Gpt2Folder() {
        Encoding r50k = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE);
        List<String> tokens = new ArrayList<>();
        for (int rank = 0; rank < BYTES + MERGED_TOKENS; rank++) {
            IntArrayList one = new IntArrayList(1);
            one.add(rank);
            String token = ByteLevel.token(r50k.decodeBytes(one));
            tokens.add(token);
            ranks.put(token, rank);
            vocabulary.put(token, rank);
        }
        vocabulary.put(SpecialTokens.EOS, BYTES + MERGED_TOKENS);
        tokens.stream().skip(BYTES).map(this::lastMerge).forEach(merges::add);
    }

    /** Writes {@code vocab.json} and {@code merges.txt}. */
    void writeSeparate(Path folder) throws IOException {
        new ObjectMapper().writeValue(folder.resolve("vocab.json").toFile(), vocabulary);
        List<String> lines = new ArrayList<>(List.of("#version: 0.2"));
        lines.addAll(merges);
        Files.write(folder.resolve("merges.txt"), lines);
    }

    /** Writes {@code tokenizer.json}. */
    void writeTogether(Path folder) throws IOException {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("type", "BPE");
        model.put("vocab", vocabulary);
        model.put("merges", merges);
        Map<String, Object> byteLevel =
                Map.of("type", "ByteLevel", "add_prefix_space", false, "trim_offsets", true, "use_regex", true);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", "1.0");
        root.put(
                "added_tokens",
                List.of(Map.of(
                        "id",
                        BYTES + MERGED_TOKENS,
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

    private String lastMerge(String token) {
        List<String> parts =
                new ArrayList<>(token.chars().mapToObj(Character::toString).toList());
        while (parts.size() > 2) {
            int best = -1;
            int bestRank = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < parts.size(); i++) {
                int rank = ranks.getOrDefault(parts.get(i) + parts.get(i + 1), Integer.MAX_VALUE);
                if (rank < bestRank) {
                    bestRank = rank;
                    best = i;
                }
            }
            parts.set(best, parts.get(best) + parts.remove(best + 1));
        }
        return parts.get(0) + " " + parts.get(1);
    }
}
