package io.github.coconut4j.data.convert;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.badrow.BadRowException;
import io.github.coconut4j.data.file.RowFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files of the original ProntoQA program: an object of examples, each with in-context examples, which are left out, and
 * a {@code test_example} of {@code question} (the facts), {@code query}, {@code chain_of_thought} and {@code answer}.
 */
final class ProntoQaExamples {
    private static final String TEST = "test_example";

    private ProntoQaExamples() {}

    /** @param split how the chain, whose sentences are written as a line each, becomes steps */
    static Problem problem(Map<String, Object> row, StepSplit split, String where) {
        if (!(row.get(TEST) instanceof Map<?, ?> example)) {
            throw new BadRowException(where + " has no \"" + TEST + "\".");
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("question", Fields.text(example, "question", where) + " " + Fields.text(example, "query", where));
        problem.put("steps", example.get("chain_of_thought"));
        problem.put("answer", example.get("answer"));
        Problem read = RowFormat.OFFICIAL.problem(problem, where);
        return new Problem(read.question(), split.of(String.join("\n", read.steps())), read.answer(), read.extra());
    }
}
