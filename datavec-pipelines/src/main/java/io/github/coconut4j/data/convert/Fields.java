package io.github.coconut4j.data.convert;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.badrow.BadRowException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What formats take out of a row, and the complaints about it. */
final class Fields {
    private static final String ANSWER_MARK = "####";

    private Fields() {}

    /** A text that must be there; missing, null and blank are the same fault. */
    static String text(Map<?, ?> row, String key, String where) {
        if (row.get(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        String keys = row.keySet().stream()
                .limit(8)
                .map(there -> Texts.shorten(there.toString()))
                .collect(Collectors.joining(", "));
        throw new BadRowException(where + " has no text \"" + key + "\"; its keys are: " + keys + ".");
    }

    /** What stands behind the last mark, as it is written. */
    static String answerBehindMark(String text, String where) {
        int mark = text.lastIndexOf(ANSWER_MARK);
        if (mark < 0) {
            throw new BadRowException(where + " has no \"" + ANSWER_MARK + "\" before the answer.");
        }
        return text.substring(mark + ANSWER_MARK.length()).strip();
    }

    /** What stands before the last mark; all of it if there is none. */
    static String beforeMark(String text) {
        int mark = text.lastIndexOf(ANSWER_MARK);
        return mark < 0 ? text : text.substring(0, mark);
    }

    static Problem problem(String question, List<String> steps, String answer, String where) {
        try {
            return Problem.of(question.strip(), steps, answer);
        } catch (DataException e) {
            throw new BadRowException(where + ": " + e.getMessage(), e);
        }
    }
}
