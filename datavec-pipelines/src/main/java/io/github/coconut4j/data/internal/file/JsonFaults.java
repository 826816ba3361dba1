package io.github.coconut4j.data.internal.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.coconut4j.data.Texts;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with JSON that cannot be read, in the words of this project instead of the library's. */
public final class JsonFaults {
    private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);
    private static final Pattern UNEXPECTED = Pattern.compile("Unexpected close marker '(.)': expected '(.)'");
    private static final Pattern UNKNOWN_WORD = Pattern.compile("(?:Unrecognized token|Non-standard token) '([^']*)'");

    /** The library's words, and ours. */
    private static final List<Wording> WORDINGS = List.of(
            new Wording("Unexpected end-of-input", "it ends before the last bracket or quotation mark is closed"),
            new Wording("Invalid UTF-8", "it is not UTF-8"),
            new Wording("Illegal unquoted character", "a text has a line break or another control character in it"),
            new Wording("Illegal character ((CTRL-CHAR", "there is a control character between its parts"),
            new Wording("Unrecognized character escape", "a text has a backslash that begins no escape"),
            new Wording("Unexpected character", "a comma, colon, quotation mark or bracket is missing or too many"),
            new Wording("Leading zeroes not allowed", "a number begins with 0"));

    private record Wording(String library, String ours) {}

    private JsonFaults() {}

    /** What is wrong, as a clause: {@code the key "answer" stands twice in one object}. */
    public static String reason(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "it has more in it than is read: texts of up to 20,000,000 characters, keys of up to 50,000, numbers of up to"
                    + " 1,000 digits, up to 1,000 brackets within each other";
        }
        return reason(e.getOriginalMessage() == null ? "" : e.getOriginalMessage());
    }

    /** The same of what a copy of the parser says that another library has. */
    public static String reason(String message) {
        Matcher twice = TWICE.matcher(message);
        if (twice.find()) {
            return "the key \"" + Texts.shorten(twice.group(1)) + "\" stands twice in one object";
        }
        return "the JSON is broken" + detail(message);
    }

    /** Where, for behind a file's name: {@code ", line 3, column 7"}; empty if nobody knows. */
    public static String place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1 ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String detail(String message) {
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.find()) {
            return ": " + unexpected.group(1) + " stands where " + unexpected.group(2) + " is expected";
        }
        Matcher word = UNKNOWN_WORD.matcher(message);
        if (word.find()) {
            return ": " + Texts.shorten(word.group(1)) + " is neither a text in quotation marks nor a number";
        }
        return WORDINGS.stream()
                .filter(wording -> message.startsWith(wording.library()))
                .map(wording -> ": " + wording.ours())
                .findFirst()
                .orElse("");
    }
}
