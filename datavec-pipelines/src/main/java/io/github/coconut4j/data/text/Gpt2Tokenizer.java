package io.github.coconut4j.data.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.internal.text.AddedTokens;
import io.github.coconut4j.data.internal.text.ByteLevel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * GPT-2's byte-level BPE with the vocabulary of a Hugging Face folder; {@code decode(encode(x))} is {@code x} for every
 * text, but for blanks that an added token takes along ({@code lstrip}, {@code rstrip}). Added tokens of the folder are
 * found in texts where Hugging Face's tokenizers find them, save the end-of-sequence token and those of thoughts and
 * pauses: a text never yields one of these. Merging is done by jtokkit, which works by rank: the rank of a token is the number of the merge that makes it.
 *
 * <p>As in the official code, {@code <|start-latent|>}, {@code <|end-latent|>} and {@code <|latent|>} are added behind
 * the vocabulary in this order, if they are not there yet, and padding is the end-of-sequence token. Tokens are written
 * as the vocabulary writes them, with {@code Ġ} for a blank.
 */
public final class Gpt2Tokenizer extends BpeTokenizer {
    /** How GPT-2 splits texts before merging (its {@code encoder.py}). */
    private static final Pattern SPLIT = Pattern.compile(
            "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final int NONE = -1;

    private final Encoding merging;
    private final int[] idByRank;
    private final AddedTokens found;
    private final AddedTokens foundInFrames;
    private final byte[][] bytes;

    private Gpt2Tokenizer(BpeFiles files, Encoding merging, int[] idByRank) {
        super(files);
        this.merging = merging;
        this.idByRank = idByRank;
        found = new AddedTokens(files.added().values().stream()
                .filter(token -> !files.isPlaced(token.content()))
                .toList());
        foundInFrames = new AddedTokens(files.added().values().stream().toList());
        bytes = new byte[files.size()][];
        files.vocabulary().forEach((token, id) -> {
            byte[] meaning = ByteLevel.bytes(token);
            bytes[id] = meaning == null ? token.getBytes(StandardCharsets.UTF_8) : meaning;
        });
        files.added().forEach((token, settings) -> bytes[settings.id()] = token.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The tokenizer of a folder with {@code tokenizer.json}, or with {@code vocab.json} and {@code merges.txt}.
     *
     * @param folder of a model
     * @return with the special tokens of thoughts, those that the files lack behind the others
     * @throws DataException if the files are missing, broken or of another kind of tokenizer
     */
    public static Gpt2Tokenizer load(Path folder) {
        BpeFolder read = BpeFolder.in(folder);
        if (read.pipeline().isPresent()) {
            throw new DataException(folder + " holds another tokenizer than GPT-2's byte-level BPE.");
        }
        return of(read.files());
    }

    /**
     * GPT-2's own tokenizer, without any file.
     *
     * @return 50,257 tokens of its own, and behind them those of thoughts
     */
    public static Gpt2Tokenizer standard() {
        return of(Gpt2Vocabulary.files());
    }

    static Gpt2Tokenizer of(BpeFiles files) {
        IdentityHashMap<byte[], Integer> ranks = new IdentityHashMap<>();
        List<Integer> ids = new ArrayList<>();
        for (String token : tokensByRank(files)) {
            ranks.put(ByteLevel.bytes(token), ids.size());
            ids.add(files.vocabulary().getOrDefault(token, NONE));
        }
        Encoding merging = Encodings.newLazyEncodingRegistry()
                .registerGptBytePairEncoding(new GptBytePairEncodingParams("folder", SPLIT, ranks, Map.of()))
                .getEncoding("folder")
                .orElseThrow();
        return new Gpt2Tokenizer(
                files.withThoughts(),
                merging,
                ids.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public Gpt2Tokenizer with(List<String> special) {
        return new Gpt2Tokenizer(files().with(special), merging, idByRank);
    }

    @Override
    public int[] encode(String text) {
        return encode(text, found);
    }

    @Override
    public int[] encodeFrame(String text) {
        return encode(text, foundInFrames);
    }

    private int[] encode(String text, AddedTokens added) {
        return added.split(text).stream()
                .flatMapToInt(part -> part.token() == null
                        ? merged(part.text())
                        : IntStream.of(part.token().id()))
                .toArray();
    }

    private IntStream merged(String text) {
        int[] ids = merging.encodeOrdinary(text).toArray();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = idByRank[ids[i]];
            if (ids[i] == NONE) {
                throw new DataException("The vocabulary lacks a token for a part of \"" + Texts.shorten(text) + "\".");
            }
        }
        return IntStream.of(ids);
    }

    @Override
    public String decode(int[] ids) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int id : ids) {
            text.writeBytes(bytes[id]);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void save(Path folder) {
        files().write(folder);
    }

    /** Single bytes first, then what every merge makes. */
    private static List<String> tokensByRank(BpeFiles files) {
        List<String> tokens = new ArrayList<>(ByteLevel.alphabet());
        for (String merge : files.merges()) {
            tokens.add(merge.replace(" ", ""));
        }
        return tokens;
    }
}
