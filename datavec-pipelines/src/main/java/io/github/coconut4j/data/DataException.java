package io.github.coconut4j.data;

/**
 * Something is wrong with the data a user gave: a broken file, a missing key, a word outside the vocabulary, settings
 * that cannot be met.
 *
 * <p>The message is one full sentence for that user: what is wrong, where, and what to do about it. It is always a single
 * line that a terminal can show, whatever texts and names of the user's it quotes ({@link Texts#message}).
 */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence for the user */
    public DataException(String message) {
        super(Texts.message(message));
    }

    /**
     * @param message one sentence for the user
     * @param cause what was caught
     */
    public DataException(String message, Throwable cause) {
        super(Texts.message(message), cause);
    }
}
