package io.github.coconut4j.data;

/** How texts of any length appear in messages. */
public final class Texts {
    private static final int SHOWN = 60;

    private Texts() {}

    /** The text on one line, cut to at most {@value #SHOWN} characters. */
    public static String shorten(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }
}
