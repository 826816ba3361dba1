package io.github.coconut4j.data.text;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Text to token ids and back.
 *
 * <p>Implementations are immutable and may be used from several threads. {@link #encode} never yields one of the
 * special tokens: whoever lays out a problem places those.
 */
public interface Tokenizer {

    /**
     * The ids of a text.
     *
     * @throws io.github.coconut4j.data.DataException if a part of it is not in the vocabulary
     */
    int[] encode(String text);

    /**
     * The ids of a text that whoever sets up an experiment writes around a question, a chat format for instance: unlike in {@link #encode}, special tokens that are written
     * in it are those tokens.
     *
     * @throws io.github.coconut4j.data.DataException if a part of it is not in the vocabulary
     */
    default int[] encodeFrame(String text) {
        return encode(text);
    }

    /** The ids with which every row begins: {@code <|begin_of_text|>} of Llama 3, say; none for most. */
    default int[] start() {
        return new int[0];
    }

    /** The text of ids; special tokens appear as they are written, for instance {@code <|latent|>}. */
    String decode(int[] ids);

    /** Number of tokens; ids run from 0 to {@code size() - 1}. */
    int size();

    /** How one token is written. */
    String token(int id);

    /** The id of a token, special ones included. */
    OptionalInt id(String token);

    /**
     * This tokenizer with further special tokens, whose ids follow those it has. Tokens it knows already keep their ids;
     * texts that hold none of them are encoded as before.
     */
    Tokenizer with(List<String> tokens);

    /** Id of {@link SpecialTokens#START_LATENT}. */
    int startLatent();

    /** Id of {@link SpecialTokens#END_LATENT}. */
    int endLatent();

    /** Id of {@link SpecialTokens#LATENT}. */
    int latent();

    /** Id of the token that ends every answer. */
    int eos();

    /** Id of the token that fills short rows; may be the same as {@link #eos()}. */
    int pad();

    /**
     * Writes the tokenizer's files into an existing folder, from which {@link Tokenizers#load} reads it again.
     *
     * @throws io.github.coconut4j.data.DataException if they cannot be written
     */
    void save(Path folder);
}
