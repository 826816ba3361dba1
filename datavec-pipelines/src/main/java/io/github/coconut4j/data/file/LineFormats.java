package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The formats with one problem a line. */
final class LineFormats {
    private static final Pattern CALCULATION = Pattern.compile("<<[^<>]*>>");
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String ANSWER_MARK = "####";
    private static final String QUESTION_END = "||";

    private LineFormats() {}

    /** JSON lines of the official format. */
    static Problem official(String text, String where) {
        return Rows.problem(object(text, where), where);
    }

    /** GSM8K as augmented by Deng et al. (arXiv 2311.01460): {@code question||<<3*4=12>> <<…>> #### 12}. */
    static Problem augmentedGsm8k(String text, String where) {
        int end = text.indexOf(QUESTION_END);
        if (end < 0) {
            throw new BadRowException(where + " has no \"||\" between question and chain.");
        }
        String chain = text.substring(end + QUESTION_END.length());
        return gsm8k(text.substring(0, end).strip(), calculations(chain), chain, where);
    }

    /**
     * GSM8K as published (Cobbe et al., arXiv 2110.14168): JSON lines with a question, and an answer that holds the
     * solution with calculator annotations. The steps are the solution's lines without the annotations.
     */
    static Problem gsm8kSentences(String text, String where) {
        Map<String, Object> row = object(text, where);
        String solution = text(row, "answer", where);
        List<String> steps = CALCULATION
                .matcher(beforeAnswer(solution))
                .replaceAll("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return gsm8k(text(row, "question", where), steps, solution, where);
    }

    /** The same with the annotations alone as steps, as in the augmented format. */
    static Problem gsm8kCalculations(String text, String where) {
        Map<String, Object> row = object(text, where);
        String solution = text(row, "answer", where);
        return gsm8k(text(row, "question", where), calculations(beforeAnswer(solution)), solution, where);
    }

    private static Problem gsm8k(String question, List<String> steps, String solution, String where) {
        int mark = solution.lastIndexOf(ANSWER_MARK);
        if (mark < 0) {
            throw new BadRowException(where + " has no \"####\" before the answer.");
        }
        String answer =
                solution.substring(mark + ANSWER_MARK.length()).replace(",", "").strip();
        try {
            return Problem.of(question, steps, answer);
        } catch (DataException e) {
            throw new BadRowException(where + ": " + e.getMessage(), e);
        }
    }

    private static String beforeAnswer(String solution) {
        int mark = solution.lastIndexOf(ANSWER_MARK);
        return mark < 0 ? solution : solution.substring(0, mark);
    }

    private static List<String> calculations(String chain) {
        return CALCULATION.matcher(chain).results().map(MatchResult::group).toList();
    }

    private static String text(Map<String, Object> row, String key, String where) {
        if (row.get(key) instanceof String text) {
            return text;
        }
        throw new BadRowException(where + " has no text \"" + key + "\".");
    }

    private static Map<String, Object> object(String text, String where) {
        try {
            LinkedHashMap<String, Object> row =
                    Rows.JSON.readValue(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
            return row;
        } catch (MismatchedInputException e) {
            throw new BadRowException(where + " is not a JSON object.", e);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String column = at == null ? "" : ", column " + at.getColumnNr();
            throw new BadRowException(where + column + ": " + Rows.complaint(e) + ".", e);
        }
    }
}
