package io.github.coconut4j.data.internal.task;

import io.github.coconut4j.data.DataException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whole numbers from the least to the most, as they are written in settings: {@code 4} or {@code 3-6}.
 *
 * @param least the smallest of them
 * @param most the greatest of them
 */
public record NumberRange(int least, int most) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    /**
     * Reads a setting.
     *
     * @param key what it is called
     * @param text as it is written
     * @param published the word that is allowed as well
     * @throws DataException if it is neither a number nor a range from the fewer to the more
     */
    public static NumberRange parse(String key, String text, String published) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new DataException(
                    key + " must be a number, a range as in 3-6, or " + published + ", not \"" + text + "\".");
        }
        int least = Integer.parseInt(written.group(1));
        int most = written.group(2) == null ? least : Integer.parseInt(written.group(2));
        if (least > most) {
            throw new DataException(key + " must go from the fewest to the most, not " + least + "-" + most + ".");
        }
        return new NumberRange(least, most);
    }
}
