package io.github.coconut4j.data.text;

import static io.github.coconut4j.data.text.BpeFiles.ADDED;
import static io.github.coconut4j.data.text.BpeFiles.ALL_IN_ONE;
import static io.github.coconut4j.data.text.BpeFiles.EOS_ROLE;
import static io.github.coconut4j.data.text.BpeFiles.SPECIAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.internal.text.AddedToken;
import io.github.coconut4j.data.internal.text.JsonFile;
import io.github.coconut4j.data.internal.text.Merges;
import io.github.coconut4j.data.internal.text.TokenizerJson;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the files of a BPE tokenizer as Hugging Face's programs do. Vocabulary and merges lie in {@code tokenizer.json}, or, of GPT-2's kind alone, in {@code vocab.json}
 * and {@code merges.txt} or OpenAI's {@code encoder.json} and {@code vocab.bpe} where that is missing; added tokens in {@code tokenizer.json}, in {@code added_tokens_decoder} of {@code tokenizer_config.json} and in {@code
 * added_tokens.json}. Tokens that the folder gives a role without listing them anywhere come last.
 *
 * <p>Places that contradict each other are refused: with a wrong id, a token has the embedding of another.
 */
final class BpeFolder {
    /** In the order in which Hugging Face's programs add them. */
    private static final List<String> ROLES =
            List.of("bos_token", EOS_ROLE, "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    private static final List<String> FURTHER = List.of("additional_special_tokens", "extra_special_tokens");
    private static final String CLASS = "tokenizer_class";
    private static final List<String> GPT2 = List.of("gpt2", "GPT2Tokenizer", "GPT2TokenizerFast");
    private static final int NO_ID = -1;

    private final Path folder;
    private final JsonFile configuration;
    private final JsonFile late;
    private final Map<String, Integer> vocabulary;
    private final List<String> merges;
    private final PipelineFiles pipeline;
    private final Map<String, AddedToken> added = new LinkedHashMap<>();
    private final Map<String, String> roles = new LinkedHashMap<>();

    private BpeFolder(Path folder) {
        this.folder = folder;
        configuration = JsonFile.readIfThere(folder.resolve(VocabularyFiles.CONFIG));
        late = JsonFile.readIfThere(folder.resolve(ADDED));
        if (Files.exists(folder.resolve(ALL_IN_ONE), LinkOption.NOFOLLOW_LINKS)) { // a link that leads nowhere is told
            JsonFile file = JsonFile.read(folder.resolve(ALL_IN_ONE));
            TokenizerJson model = TokenizerJson.of(file);
            vocabulary = model.vocabulary();
            merges = model.merges();
            pipeline = model.pipeline() == null
                    ? null
                    : new PipelineFiles(file.path(), model.pipeline(), configuration.root(), chatTemplate(folder));
            for (JsonNode token : file.get("added_tokens")) {
                String content = token.path("content").asText("");
                add(file, AddedToken.of(file, token, file.id(content, token.path("id")), false));
            }
        } else {
            requireSplitsAsGpt2();
            boolean openAi = !BpeFiles.areIn(folder, VocabularyFiles.VOCABULARY, BpeFiles.MERGES);
            vocabulary = JsonFile.read(folder.resolve(openAi ? BpeFiles.OPENAI_VOCABULARY : VocabularyFiles.VOCABULARY))
                    .ids();
            merges = Merges.of(folder.resolve(openAi ? BpeFiles.OPENAI_MERGES : BpeFiles.MERGES), vocabulary);
            pipeline = null;
        }
        if (pipeline == null) {
            for (String key : List.of("add_prefix_space", "add_bos_token", "add_eos_token")) {
                configuration.requireOff(key, configuration.get(key), "with which texts become other tokens than here");
            }
        }
    }

    private static List<String> chatTemplate(Path folder) {
        Path file = folder.resolve(PipelineFiles.CHAT_TEMPLATE);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? JsonFile.lines(file) : List.of();
    }

    /** Vocabulary and merges do not say how texts are split before merging; the class of the tokenizer does, and where it is not named, the type of the model. */
    private void requireSplitsAsGpt2() {
        JsonFile model = JsonFile.readIfThere(folder.resolve("config.json"));
        String said = Stream.of(configuration.get(CLASS), model.get(CLASS), model.get("model_type"))
                .map(node -> node.asText(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(GPT2.get(0));
        if (!GPT2.contains(said)) {
            throw new DataException(
                    ("%s has vocab.json and merges.txt of \"%s\", which may split texts by other rules than GPT-2; the tokenizer.json of that model, which says by which, is "
                                    + "needed beside them.")
                            .formatted(folder, Texts.shorten(said)));
        }
    }

    /** @throws DataException if the files are missing, broken or of another kind of tokenizer */
    static BpeFolder in(Path folder) {
        return new BpeFolder(folder);
    }

    /** How texts go through the tokenizer, where that is otherwise than with GPT-2's byte-level BPE. */
    Optional<PipelineFiles> pipeline() {
        return Optional.ofNullable(pipeline);
    }

    /** @throws DataException if the files contradict each other */
    BpeFiles files() {
        addListed();
        List<AddedToken> unlisted = addSpecial();
        late.ids().forEach((content, id) -> {
            if (content.isEmpty()) {
                throw late.wrong("an added token must not be empty");
            }
            add(late, AddedToken.plain(content, id, false));
        });
        requireEachIdOnce();
        BpeFiles listed = new BpeFiles(vocabulary, merges, added, roles);
        unlisted.forEach(token -> added.put(token.content(), token.withId(listed.size() + unlisted.indexOf(token))));
        if (!roles.containsKey(EOS_ROLE)) {
            if (listed.id(SpecialTokens.EOS) == null) {
                throw new DataException("The vocabulary in " + folder + " has no token " + SpecialTokens.EOS
                        + ", and tokenizer_config.json names no other eos_token.");
            }
            roles.put(EOS_ROLE, SpecialTokens.EOS);
        }
        return new BpeFiles(vocabulary, merges, added, roles);
    }

    /** Those of {@code added_tokens_decoder}, by their ids. */
    private void addListed() {
        JsonNode decoder = configuration.get("added_tokens_decoder");
        if (!decoder.isObject() && !decoder.isMissingNode()) {
            throw configuration.wrong("added_tokens_decoder must be an object, tokens by their ids");
        }
        decoder.properties().forEach(entry -> {
            if (!entry.getKey().matches("\\d{1,9}")) {
                throw configuration.wrong("added_tokens_decoder names tokens by their ids, not by \""
                        + Texts.shorten(entry.getKey()) + "\"");
            }
            add(configuration, AddedToken.of(configuration, entry.getValue(), Integer.parseInt(entry.getKey()), false));
        });
    }

    /**
     * Those that have a role. What the files list has its id from there.
     *
     * @return the others, still without id
     */
    private List<AddedToken> addSpecial() {
        Map<String, Integer> lateIds = late.ids();
        Map<String, AddedToken> unlisted = new LinkedHashMap<>();
        for (AddedToken token : special()) {
            Integer known = vocabulary.getOrDefault(token.content(), lateIds.get(token.content()));
            if (known != null) {
                added.putIfAbsent(token.content(), token.withId(known));
            } else if (!added.containsKey(token.content())) {
                unlisted.putIfAbsent(token.content(), token);
            }
        }
        return List.copyOf(unlisted.values());
    }

    private List<AddedToken> special() {
        JsonFile map = JsonFile.readIfThere(folder.resolve(SPECIAL));
        List<AddedToken> tokens = new ArrayList<>();
        for (JsonFile file : List.of(configuration, map)) {
            for (String role : ROLES) {
                if (!file.get(role).isMissingNode()) {
                    AddedToken token = token(file, role, file.get(role));
                    String before = roles.putIfAbsent(role, token.content());
                    if (before != null && !before.equals(token.content())) {
                        throw file.wrong("%s is \"%s\" here and \"%s\" in %s"
                                .formatted(
                                        role,
                                        Texts.shorten(token.content()),
                                        Texts.shorten(before),
                                        VocabularyFiles.CONFIG));
                    }
                    tokens.add(token);
                }
            }
        }
        Stream.of(configuration, map)
                .forEach(file ->
                        FURTHER.forEach(key -> file.get(key).forEach(node -> tokens.add(token(file, key, node)))));
        return tokens;
    }

    private static AddedToken token(JsonFile file, String role, JsonNode node) {
        return node.isObject()
                ? AddedToken.of(file, node, NO_ID, true)
                : AddedToken.plain(file.text(role, node), NO_ID, true);
    }

    private void add(JsonFile file, AddedToken token) {
        AddedToken before = added.putIfAbsent(token.content(), token);
        Integer other = before == null ? vocabulary.get(token.content()) : Integer.valueOf(before.id());
        if (other != null && other != token.id()) {
            throw file.wrong("the token \"%s\" has the id %d here and %d elsewhere in the folder; ids must agree"
                    .formatted(Texts.shorten(token.content()), token.id(), other));
        }
    }

    /** Ids that leave a gap would be rows of the embedding that nobody means; the count of the tokens is the measure. */
    private void requireEachIdOnce() {
        Map<String, Integer> ids = new LinkedHashMap<>(vocabulary);
        added.values().forEach(token -> ids.put(token.content(), token.id()));
        String[] tokens = new String[ids.size()];
        ids.forEach((token, id) -> {
            if (id >= tokens.length) {
                throw new DataException(
                        "The tokenizer in %s has %d tokens, so ids run from 0 to %d, but \"%s\" has the id %d."
                                .formatted(folder, tokens.length, tokens.length - 1, Texts.shorten(token), id));
            }
            if (tokens[id] != null) {
                throw new DataException("The tokenizer in %s gives \"%s\" and \"%s\" the same id %d."
                        .formatted(folder, Texts.shorten(tokens[id]), Texts.shorten(token), id));
            }
            tokens[id] = token;
        });
    }
}
