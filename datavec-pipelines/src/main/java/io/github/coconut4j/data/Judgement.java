package io.github.coconut4j.data;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer that judges a statement: true or false, yes or no, in any capitals, with a full stop or without.
 *
 * @param agrees whether it is true or yes
 * @param opposite the other one, written alike
 */
record Judgement(boolean agrees, String opposite) {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\s*)(true|false|yes|no)(\\.?\\s*)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> OPPOSITES =
            Map.of("true", "false", "false", "true", "yes", "no", "no", "yes");

    /** Reads an answer; empty if it is none of the four words. */
    static Optional<Judgement> of(String answer) {
        Matcher written = WRITTEN.matcher(answer);
        if (!written.matches()) {
            return Optional.empty();
        }
        String word = written.group(2);
        String lower = word.toLowerCase(Locale.ROOT);
        String opposite = written.group(1) + like(word, OPPOSITES.get(lower)) + written.group(3);
        return Optional.of(new Judgement(lower.equals("true") || lower.equals("yes"), opposite));
    }

    /** A word in the capitals of another. */
    private static String like(String other, String word) {
        if (other.equals(other.toUpperCase(Locale.ROOT))) {
            return word.toUpperCase(Locale.ROOT);
        }
        return Character.isUpperCase(other.charAt(0))
                ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)
                : word;
    }
}
