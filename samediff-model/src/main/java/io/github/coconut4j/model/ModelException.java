package io.github.coconut4j.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something the user can put right: a file that is no model, a prompt that is too long, settings that do not fit. The message is a full sentence, always on one line
 * that a terminal can show, whatever names of a file it quotes.
 */
public class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 400;
    private static final int END = 150;

    /** Control characters, line ends of Unicode, and the marks that turn the direction of writing. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    /** @param message one sentence for the user */
    public ModelException(String message) {
        super(line(message));
    }

    /**
     * @param message one sentence for the user
     * @param cause what was caught
     */
    public ModelException(String message, Throwable cause) {
        super(line(message), cause);
    }

    private static String line(String message) {
        String shown = message.length() <= LONGEST
                ? message
                : message.substring(0, LONGEST - END - 3) + " … " + message.substring(message.length() - END);
        return INVISIBLE
                .matcher(shown)
                .replaceAll(match -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) match.group().charAt(0)));
    }
}
