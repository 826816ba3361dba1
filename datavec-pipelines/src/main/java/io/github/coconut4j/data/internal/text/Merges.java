package io.github.coconut4j.data.internal.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges of a byte-level BPE, {@code "left right"}, each held to be one that merging by rank makes too: with the merges before it, the token that it makes must fall into
 * just its two parts. Such are all merges that training has found; with others, merging by pairs and merging by ranks would give different tokens.
 */
public final class Merges {
    /** Far beyond any token of a real vocabulary; what a token falls into is found in time that grows with its square. */
    private static final int LONGEST = 1000;

    private final Map<String, Integer> vocabulary;
    private final Map<String, Integer> ranks = new HashMap<>();
    private final List<String> merges = new ArrayList<>();

    private Merges(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        ByteLevel.alphabet().forEach(token -> ranks.put(token, ranks.size()));
    }

    /** The merges of a {@code tokenizer.json}: texts, or lists of two texts. */
    public static List<String> of(JsonFile file, JsonNode list, Map<String, Integer> vocabulary) {
        if (!list.isArray()) {
            throw file.wrong("its model has no list of merges");
        }
        Merges read = new Merges(vocabulary);
        for (int i = 0; i < list.size(); i++) {
            JsonNode merge = list.get(i);
            boolean pair = merge.size() == 2
                    && merge.get(0).isTextual()
                    && merge.get(1).isTextual();
            if (!pair && !merge.isTextual()) {
                throw file.wrong("merge %d must be a text of two tokens, not %s"
                        .formatted(i + 1, Texts.shorten(merge.toString())));
            }
            read.add(
                    pair ? merge.get(0).textValue() + " " + merge.get(1).textValue() : merge.textValue(),
                    "%s: merge %d".formatted(file.path(), i + 1));
        }
        return read.merges;
    }

    /** The merges of a {@code merges.txt}: one a line, below a line with the version. */
    public static List<String> of(Path file, Map<String, Integer> vocabulary) {
        Merges read = new Merges(vocabulary);
        List<String> lines = JsonFile.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            boolean version = i == 0 && lines.get(i).startsWith("#version");
            if (!version && !lines.get(i).isBlank()) {
                read.add(lines.get(i), "%s: line %d".formatted(file, i + 1));
            }
        }
        return read.merges;
    }

    private void add(String merge, String where) {
        int blank = merge.indexOf(' ');
        String token = merge.replace(" ", "");
        if (blank <= 0 || blank != merge.lastIndexOf(' ') || blank == merge.length() - 1 || token.length() > LONGEST) {
            throw wrong(where, merge, "must be two tokens with one blank between them");
        }
        if (ByteLevel.bytes(token) == null) {
            throw wrong(where, merge, "is not written in GPT-2's byte-level alphabet");
        }
        if (!vocabulary.containsKey(token)) {
            throw wrong(where, merge, "makes a token that the vocabulary lacks; these files do not belong together");
        }
        if (ranks.containsKey(token)) {
            throw wrong(where, merge, "makes a token that an earlier merge makes too");
        }
        if (!last(token, ranks).equals(merge)) {
            throw wrong(where, merge, "is not how the merges before it make that token, so no training has found it");
        }
        ranks.put(token, ranks.size());
        merges.add(merge);
    }

    private static DataException wrong(String where, String merge, String why) {
        return new DataException("%s (\"%s\") %s.".formatted(where, Texts.shorten(merge), why));
    }

    /**
     * The parts that a token falls into when lower ranks merge first, joined by blanks; two where a merge makes it.
     *
     * @param ranks of those tokens that may merge
     */
    public static String last(String token, Map<String, Integer> ranks) {
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
            if (best < 0) {
                break;
            }
            parts.set(best, parts.get(best) + parts.remove(best + 1));
        }
        return String.join(" ", parts);
    }
}
