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
     * @param text without special tokens
     * @return {@code [S] int}, empty for an empty text
     * @throws io.github.coconut4j.data.DataException if a part of it is not in the vocabulary
     */
    int[] encode(String text);

    /**
     * The ids of a text that whoever sets up an experiment writes around a question, a chat format for instance: unlike in {@link #encode}, special tokens that are written
     * in it are those tokens.
     *
     * @param text special tokens included
     * @return {@code [S] int}
     * @throws io.github.coconut4j.data.DataException if a part of it is not in the vocabulary
     */
    default int[] encodeFrame(String text) {
        return encode(text);
    }

    /**
     * The ids with which every row begins: {@code <|begin_of_text|>} of Llama 3, say; none for most.
     *
     * @return {@code [S] int}, mostly empty
     */
    default int[] start() {
        return new int[0];
    }

    /**
     * The text of ids; special tokens appear as they are written, for instance {@code <|latent|>}.
     *
     * @param ids {@code [S] int}, each from 0 to {@code size() - 1}
     * @return what {@link #encode} would take
     */
    String decode(int[] ids);

    /**
     * Number of tokens; ids run from 0 to {@code size() - 1}.
     *
     * @return special tokens included
     */
    int size();

    /**
     * How one token is written.
     *
     * @param id from 0 to {@code size() - 1}
     * @return as it stands in the vocabulary
     */
    String token(int id);

    /**
     * The id of a token, special ones included.
     *
     * @param token as it stands in the vocabulary
     * @return empty if there is none
     */
    OptionalInt id(String token);

    /**
     * This tokenizer with further special tokens, whose ids follow those it has. Tokens it knows already keep their ids;
     * texts that hold none of them are encoded as before.
     *
     * @param tokens special ones, in the order of their ids
     * @return immutable, as this one is
     */
    Tokenizer with(List<String> tokens);

    /**
     * Id of {@link SpecialTokens#START_LATENT}.
     *
     * @return 0 to {@code size() - 1}
     */
    int startLatent();

    /**
     * Id of {@link SpecialTokens#END_LATENT}.
     *
     * @return 0 to {@code size() - 1}
     */
    int endLatent();

    /**
     * Id of {@link SpecialTokens#LATENT}.
     *
     * @return 0 to {@code size() - 1}
     */
    int latent();

    /**
     * Id of the token that ends every answer.
     *
     * @return 0 to {@code size() - 1}
     */
    int eos();

    /**
     * Id of the token that fills short rows; may be the same as {@link #eos()}.
     *
     * @return 0 to {@code size() - 1}
     */
    int pad();

    /**
     * Writes the tokenizer's files into an existing folder, from which {@link Tokenizers#load} reads it again.
     *
     * @param folder that exists; files of the same names are replaced
     * @throws io.github.coconut4j.data.DataException if they cannot be written
     */
    void save(Path folder);
}
