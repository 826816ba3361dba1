package io.github.coconut4j.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    /**
     * {@return one about a file or folder that the system refuses}
     *
     * @param what could not be done, for instance {@code write}
     * @param file with which
     * @param e what the system says, which often is no more than the name of the file
     */
    public static ModelException failed(String what, Path file, IOException e) {
        return new ModelException("Cannot " + what + " " + file + ": " + reason(e) + ".", e);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return said == null ? "the system does not say why" : said;
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
