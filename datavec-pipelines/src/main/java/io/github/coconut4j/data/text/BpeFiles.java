package io.github.coconut4j.data.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.internal.text.AddedToken;
import io.github.coconut4j.data.internal.text.ByteLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A BPE vocabulary as it lies in a Hugging Face folder; {@link BpeFolder} reads it.
 *
 * @param vocabulary ids by token; tokens of GPT-2's kind are written in the {@linkplain ByteLevel byte-level alphabet}
 * @param merges pairs of tokens, {@code "left right"}, the first merge first; empty where Hugging Face's library merges
 * @param added the tokens that are never split and never result from merges, by token
 * @param roles what some tokens are for, {@code eos_token} to {@code <|endoftext|>}, say; {@code eos_token} is always there
 */
record BpeFiles(
        Map<String, Integer> vocabulary,
        List<String> merges,
        Map<String, AddedToken> added,
        Map<String, String> roles) {
    static final String MERGES = "merges.txt";
    /** The names that OpenAI gave vocabulary and merges of GPT-2. */
    static final String OPENAI_VOCABULARY = "encoder.json";

    static final String OPENAI_MERGES = "vocab.bpe";
    static final String ADDED = "added_tokens.json";
    static final String ALL_IN_ONE = "tokenizer.json";
    static final String SPECIAL = "special_tokens_map.json";
    static final String EOS_ROLE = "eos_token";

    /** GPT-2 has one special token for all purposes. */
    private static final List<String> ALWAYS_WRITTEN = List.of("bos_token", EOS_ROLE, "pad_token", "unk_token");

    static final ObjectMapper JSON = new ObjectMapper();

    BpeFiles {
        vocabulary = Collections.unmodifiableMap(new LinkedHashMap<>(vocabulary));
        merges = List.copyOf(merges);
        added = Collections.unmodifiableMap(new LinkedHashMap<>(added));
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    /** Number of tokens; ids run from 0 to one less. */
    int size() {
        return vocabulary.size()
                + (int) added.keySet().stream()
                        .filter(token -> !vocabulary.containsKey(token))
                        .count();
    }

    /** The id of a token; null if it has none. */
    Integer id(String token) {
        AddedToken found = added.get(token);
        return found == null ? vocabulary.get(token) : Integer.valueOf(found.id());
    }

    /** Whether a token stands only where whoever lays out a problem puts it. */
    boolean isPlaced(String token) {
        return SpecialTokens.isPlaceholder(token) || token.equals(roles.get(EOS_ROLE));
    }

    /** The same with the end-of-sequence token and those of thoughts among the added ones, behind those that it has where it lacks them. */
    BpeFiles withThoughts() {
        return with(List.of(
                roles.get(EOS_ROLE), SpecialTokens.START_LATENT, SpecialTokens.END_LATENT, SpecialTokens.LATENT));
    }

    /** The same with further special tokens, behind those that it has. */
    BpeFiles with(List<String> special) {
        Map<String, AddedToken> more = new LinkedHashMap<>(added);
        int next = size();
        for (String token : special) {
            if (!more.containsKey(token)) {
                Integer known = vocabulary.get(token);
                more.put(token, AddedToken.plain(token, known == null ? next++ : known, true));
            }
        }
        return new BpeFiles(vocabulary, merges, more, roles);
    }

    /** Whether a folder holds such files. */
    static boolean areIn(Path folder) {
        return isIn(folder, ALL_IN_ONE)
                || areIn(folder, VocabularyFiles.VOCABULARY, MERGES)
                || areIn(folder, OPENAI_VOCABULARY, OPENAI_MERGES);
    }

    static boolean areIn(Path folder, String vocabulary, String merges) {
        return isIn(folder, vocabulary) && isIn(folder, merges);
    }

    /** A link that leads nowhere counts: it is named when it is opened. */
    private static boolean isIn(Path folder, String file) {
        return Files.exists(folder.resolve(file), LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes the separate files and the configuration, with which transformers too opens the folder. */
    void write(Path folder) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        added.values().stream()
                .sorted(Comparator.comparingInt(AddedToken::id))
                .forEach(token -> ids.put(token.content(), token.id()));
        try {
            Files.write(folder.resolve(VocabularyFiles.VOCABULARY), JSON.writeValueAsBytes(vocabulary));
            List<String> lines = new ArrayList<>(List.of("#version: 0.2"));
            lines.addAll(merges);
            Files.write(folder.resolve(MERGES), lines);
            Files.write(folder.resolve(ADDED), JSON.writeValueAsBytes(ids));
            Files.write(folder.resolve(VocabularyFiles.CONFIG), JSON.writeValueAsBytes(configuration(ids)));
            Files.write(folder.resolve(SPECIAL), JSON.writeValueAsBytes(allRoles()));
        } catch (IOException e) {
            throw new DataException(
                    "The tokenizer cannot be written to " + folder + ": " + InputFiles.reason(e) + ".", e);
        }
    }

    /** Writes the files of a tokenizer whose texts go through a pipeline, as they were read, with all added tokens. */
    void write(Path folder, PipelineFiles pipeline) {
        try {
            Files.write(folder.resolve(ALL_IN_ONE), JSON.writeValueAsBytes(pipeline.json(added, AddedToken::content)));
            Files.write(folder.resolve(VocabularyFiles.CONFIG), JSON.writeValueAsBytes(pipeline.configuration(added)));
            Files.write(folder.resolve(SPECIAL), JSON.writeValueAsBytes(roles));
            if (!pipeline.chatTemplate().isEmpty()) {
                Files.write(folder.resolve(PipelineFiles.CHAT_TEMPLATE), pipeline.chatTemplate());
            }
        } catch (IOException e) {
            throw new DataException(
                    "The tokenizer cannot be written to " + folder + ": " + InputFiles.reason(e) + ".", e);
        }
    }

    private Map<String, Object> allRoles() {
        Map<String, Object> all = new LinkedHashMap<>();
        ALWAYS_WRITTEN.forEach(role -> all.put(role, roles.getOrDefault(role, roles.get(EOS_ROLE))));
        roles.forEach(all::putIfAbsent);
        return all;
    }

    private Map<String, Object> configuration(Map<String, Integer> ids) {
        Map<String, Object> decoder = new LinkedHashMap<>();
        ids.forEach((token, id) -> decoder.put(id.toString(), added.get(token).written()));
        Map<String, Object> configuration = allRoles();
        configuration.put("tokenizer_class", "GPT2Tokenizer");
        configuration.put("add_prefix_space", false);
        configuration.put("clean_up_tokenization_spaces", false);
        configuration.put("added_tokens_decoder", decoder);
        return configuration;
    }
}
