package io.github.coconut4j.data.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * GPT-2's byte-level BPE with the vocabulary of a Hugging Face folder; {@code decode(encode(x))} is {@code x} for every
 * text. Merging is done by jtokkit, which works by rank: the rank of a token is the number of the merge that makes it.
 *
 * <p>As in the official code, {@code <|start-latent|>}, {@code <|end-latent|>} and {@code <|latent|>} are added behind
 * the vocabulary in this order, if they are not there yet, and padding is the end-of-sequence token. Tokens are written
 * as the vocabulary writes them, with {@code Ġ} for a blank.
 */
public final class Gpt2Tokenizer implements Tokenizer {
    /** How GPT-2 splits texts before merging (its {@code encoder.py}). */
    private static final Pattern SPLIT = Pattern.compile(
            "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final int NONE = -1;

    private final BpeFiles files;
    private final Encoding merging;
    private final int[] idByRank;
    private final List<String> tokens = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();

    private Gpt2Tokenizer(BpeFiles files) {
        this.files = files;
        IdentityHashMap<byte[], Integer> ranks = new IdentityHashMap<>();
        List<Integer> ids = new ArrayList<>();
        for (String token : tokensByRank(files)) {
            ranks.put(ByteLevel.bytes(token), ids.size());
            ids.add(files.vocabulary().getOrDefault(token, NONE));
        }
        idByRank = ids.stream().mapToInt(Integer::intValue).toArray();
        merging = Encodings.newLazyEncodingRegistry()
                .registerGptBytePairEncoding(new GptBytePairEncodingParams("folder", SPLIT, ranks, Map.of()))
                .getEncoding("folder")
                .orElseThrow();
        files.vocabulary().forEach((token, id) -> {
            byte[] meaning = ByteLevel.bytes(token);
            place(id, token, meaning == null ? token.getBytes(StandardCharsets.UTF_8) : meaning);
        });
        files.added().forEach((token, id) -> place(id, token, token.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The tokenizer of a folder with {@code vocab.json} and {@code merges.txt}, or with {@code tokenizer.json}.
     *
     * @throws DataException if the files are missing or broken
     */
    public static Gpt2Tokenizer load(Path folder) {
        return withSpecialTokens(BpeFiles.read(folder), folder.toString());
    }

    /** GPT-2's own tokenizer, without any file. */
    public static Gpt2Tokenizer standard() {
        return withSpecialTokens(Gpt2Vocabulary.files(), "GPT-2");
    }

    private static Gpt2Tokenizer withSpecialTokens(BpeFiles files, String where) {
        if (files.vocabulary().isEmpty()
                || (!files.vocabulary().containsKey(SpecialTokens.EOS)
                        && !files.added().containsKey(SpecialTokens.EOS))) {
            throw new DataException("The vocabulary in " + where + " has no token " + SpecialTokens.EOS + ".");
        }
        return new Gpt2Tokenizer(files)
                .with(List.of(
                        SpecialTokens.EOS, SpecialTokens.START_LATENT, SpecialTokens.END_LATENT, SpecialTokens.LATENT));
    }

    @Override
    public Gpt2Tokenizer with(List<String> special) {
        Map<String, Integer> added = new LinkedHashMap<>(files.added());
        for (String token : special) {
            Integer known = files.vocabulary().get(token);
            if (known != null) {
                added.put(token, known);
            } else {
                added.computeIfAbsent(token, any -> 1 + greatestId(files.vocabulary(), added));
            }
        }
        return new Gpt2Tokenizer(new BpeFiles(files.vocabulary(), files.merges(), added));
    }

    @Override
    public int[] encode(String text) {
        int[] ids = merging.encodeOrdinary(text).toArray();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = idByRank[ids[i]];
            if (ids[i] == NONE) {
                throw new DataException("The vocabulary lacks a token for a part of \"" + Texts.shorten(text) + "\".");
            }
        }
        return ids;
    }

    @Override
    public String decode(int[] ids) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int id : ids) {
            text.writeBytes(bytes.get(id));
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return tokens.size();
    }

    @Override
    public String token(int id) {
        return tokens.get(id);
    }

    @Override
    public OptionalInt id(String token) {
        Integer id = files.added().getOrDefault(token, files.vocabulary().get(token));
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public int startLatent() {
        return files.added().get(SpecialTokens.START_LATENT);
    }

    @Override
    public int endLatent() {
        return files.added().get(SpecialTokens.END_LATENT);
    }

    @Override
    public int latent() {
        return files.added().get(SpecialTokens.LATENT);
    }

    @Override
    public int eos() {
        return files.added().get(SpecialTokens.EOS);
    }

    @Override
    public int pad() {
        return eos();
    }

    @Override
    public void save(Path folder) {
        files.write(folder);
    }

    private void place(int id, String token, byte[] meaning) {
        if (id < 0) {
            throw new DataException("The token \"" + token + "\" has the id " + id + "; ids start at 0.");
        }
        while (tokens.size() <= id) {
            tokens.add("");
            bytes.add(new byte[0]);
        }
        tokens.set(id, token);
        bytes.set(id, meaning);
    }

    /** Single bytes first, then what every merge makes. */
    private static List<String> tokensByRank(BpeFiles files) {
        List<String> tokens = new ArrayList<>(ByteLevel.alphabet());
        for (String merge : files.merges()) {
            String token = merge.replace(" ", "");
            if (ByteLevel.bytes(token) == null) {
                throw new DataException("The merge \"" + merge + "\" is not written in GPT-2's byte-level alphabet.");
            }
            tokens.add(token);
        }
        return tokens;
    }

    private static int greatestId(Map<String, Integer> vocabulary, Map<String, Integer> added) {
        return Math.max(greatest(vocabulary), greatest(added));
    }

    private static int greatest(Map<String, Integer> ids) {
        return ids.values().stream().mapToInt(Integer::intValue).max().orElse(NONE);
    }
}
