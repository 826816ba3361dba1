package io.github.coconut4j.data;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How texts of any length are taken apart, and appear in messages. */
public final class Texts {
    private static final int SHOWN = 60;
    private static final int MESSAGE = 300;
    private static final int MESSAGE_END = 120;

    /** Control characters, line ends of Unicode, half characters, and the marks that turn the direction of writing. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private static final Pattern INVISIBLE_IN_LINES = Pattern.compile("(?![\\n\\t])" + INVISIBLE.pattern());

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!])\\s+");

    private Texts() {}

    /**
     * A number with what it counts: {@code counted(1, "problem")} is "1 problem", other numbers have "problems".
     *
     * @param number of things
     * @param noun in the singular; its plural must end in s
     * @return for a sentence
     */
    public static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /**
     * A text of a user's, ready to be quoted: on one line, cut to at most {@value #SHOWN} characters.
     *
     * @param text of any length and any characters
     * @return without outer blanks, inner ones each one space; ends in … if something was cut off
     */
    public static String shorten(String text) {
        // a longer text is not looked at: it may have millions of characters
        String start = text.substring(0, Math.min(text.length(), 20 * SHOWN));
        String line = visible(start.strip().replaceAll("\\s+", " "));
        return line.length() <= SHOWN && start.length() == text.length()
                ? line
                : line.substring(0, Math.min(line.length(), SHOWN - 1)) + "…";
    }

    /**
     * A message with whatever was quoted in it, ready for a terminal: one line of at most {@value #MESSAGE} characters,
     * the middle left out of longer ones, in which no character can move the cursor or reverse the text.
     *
     * @param text of any length and any characters
     * @return without outer blanks
     */
    public static String message(String text) {
        String line = visible(text.strip().replaceAll("\\R+\\s*", " "));
        return line.length() <= MESSAGE
                ? line
                : line.substring(0, MESSAGE - MESSAGE_END - 3) + " … " + line.substring(line.length() - MESSAGE_END);
    }

    /**
     * The text on one line, with everything that a terminal does not show written as {@code \u001b}.
     *
     * @param text with any characters
     * @return of any length; line ends and tabs are written so, too
     */
    public static String visible(String text) {
        return escaped(INVISIBLE, text);
    }

    /**
     * The same for a text of several lines, which keeps them and its tabs.
     *
     * @param text with any characters
     * @return of as many lines
     */
    public static String visibleLines(String text) {
        return escaped(INVISIBLE_IN_LINES, text);
    }

    private static String escaped(Pattern characters, String text) {
        return characters
                .matcher(text)
                .replaceAll(match -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) match.group().charAt(0)));
    }

    /**
     * Where a text names a word for the last time, not as a part of a longer one; -1 if it does not.
     *
     * @param text that is searched
     * @param word a name, which may itself have blanks
     * @return index of its first character in the text
     */
    public static int lastMention(String text, String word) {
        for (int at = text.lastIndexOf(word); at >= 0; at = at == 0 ? -1 : text.lastIndexOf(word, at - 1)) {
            int end = at + word.length();
            if ((at == 0 || !isOfWord(text.codePointBefore(at)))
                    && (end == text.length() || !isOfWord(text.codePointAt(end)))) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isOfWord(int character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }

    /**
     * The sentences of a text, each with the mark that ends it; at least one.
     *
     * @param text whose sentences end in a full stop, a question mark or an exclamation mark before a blank
     * @return without the blanks between them
     */
    public static List<String> sentences(String text) {
        return List.of(SENTENCE_END.split(text.strip(), -1));
    }
}
