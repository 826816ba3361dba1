package io.github.coconut4j.data;

import java.util.List;
import java.util.regex.Pattern;

/** How texts of any length are taken apart, and appear in messages. */
public final class Texts {
    private static final int SHOWN = 60;
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!])\\s+");

    private Texts() {}

    /** The text on one line, cut to at most {@value #SHOWN} characters. */
    public static String shorten(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }

    /** The sentences of a text, each with the mark that ends it; at least one. */
    public static List<String> sentences(String text) {
        return List.of(SENTENCE_END.split(text.strip(), -1));
    }
}
