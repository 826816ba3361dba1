package io.github.coconut4j.data.convert;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.badrow.BadRowException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layout of Logic-LM (Pan et al., arXiv 2305.12295): {@code context}, {@code question}, {@code options} such as {@code
 * "A) True"}, {@code answer} with the letter of one, and for some sets an {@code explanation}. The answer becomes the text of
 * its option; options that are more than a verdict stand behind the question. Without options it is a text of its own.
 */
final class LogicLm {
    private static final Pattern OPTION = Pattern.compile("\\(?([A-Z])[).:]\\s*(.*)", Pattern.DOTALL);
    private static final Set<String> VERDICTS = Set.of("True", "False", "Unknown", "Uncertain", "Yes", "No");

    private LogicLm() {}

    static Problem problem(Map<String, Object> row, StepSplit split, String where) {
        Map<String, String> options = options(row, where);
        String answer = answer(Fields.text(row, "answer", where).strip(), options, where);
        String question = Fields.text(row, "context", where).strip() + " "
                + Fields.text(row, "question", where).strip();
        return Fields.problem(
                VERDICTS.containsAll(options.values()) ? question : question + " " + String.join(" ", list(row, where)),
                steps(row.get("explanation"), split, where),
                answer,
                where);
    }

    private static String answer(String given, Map<String, String> options, String where) {
        if (options.containsKey(given)) {
            return options.get(given);
        }
        if (options.isEmpty() && given.length() > 1) {
            return given;
        }
        throw new BadRowException(where + ": \"answer\" is " + Texts.shorten(given)
                + (options.isEmpty()
                        ? ", but there are no \"options\" to which it belongs."
                        : ", but \"options\" has only " + String.join(", ", options.keySet()) + "."));
    }

    private static Map<String, String> options(Map<String, Object> row, String where) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : list(row, where)) {
            Matcher lettered = OPTION.matcher(option.strip());
            if (!lettered.matches()) {
                throw new BadRowException(where + ": an option must be a letter and a text, as \"A) True\", not \""
                        + Texts.shorten(option) + "\".");
            }
            options.put(lettered.group(1), lettered.group(2).strip());
        }
        return options;
    }

    private static List<String> list(Map<String, Object> row, String where) {
        return row.get("options") == null ? List.of() : texts(row.get("options"), "options", where);
    }

    private static List<String> steps(Object explanation, StepSplit split, String where) {
        if (explanation == null) {
            return List.of();
        }
        return explanation instanceof String chain ? split.of(chain) : texts(explanation, "explanation", where);
    }

    private static List<String> texts(Object value, String key, String where) {
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new BadRowException(where + ": \"" + key + "\" must be a list of texts.");
    }
}
