package io.github.coconut4j.data.text;

import java.util.List;
import java.util.regex.Pattern;

/** How the special tokens are written; the first three as in the official code. */
public final class SpecialTokens {
    /** Stands before the first thought. */
    public static final String START_LATENT = "<|start-latent|>";
    /** Stands after the last thought. */
    public static final String END_LATENT = "<|end-latent|>";
    /** Holds the place of a thought. */
    public static final String LATENT = "<|latent|>";
    /** Ends an answer. */
    public static final String EOS = "<|endoftext|>";
    /** Fills short rows. */
    public static final String PAD = "<|pad|>";

    /** Stands in the place of a thought and is nothing but a place; only in vocabularies of methods that write it. */
    public static final String PAUSE = "<|pause|>";

    /** The first five, in the order of their ids in vocabularies made here. */
    static final List<String> ALL = List.of(PAD, EOS, START_LATENT, END_LATENT, LATENT);

    private static final Pattern PLACED_PAUSE = Pattern.compile("<\\|pause-\\d+\\|>");

    private SpecialTokens() {}

    /** Whether a token belongs to thoughts or pauses, which no text may have by itself. */
    static boolean isPlaceholder(String token) {
        return List.of(START_LATENT, END_LATENT, LATENT, PAUSE).contains(token)
                || PLACED_PAUSE.matcher(token).matches();
    }

    /**
     * A pause that stands in one place only.
     *
     * @param place from 1
     * @return {@code <|pause-1|>} for the first
     */
    public static String pause(int place) {
        return "<|pause-" + place + "|>";
    }
}
