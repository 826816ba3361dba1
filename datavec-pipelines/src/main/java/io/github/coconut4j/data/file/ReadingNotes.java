package io.github.coconut4j.data.file;

import io.github.coconut4j.data.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts what was left out of rows that are problems otherwise. */
final class ReadingNotes {
    private long blankSteps;
    private String firstBlank = "";

    /** A format that counts what it leaves out. */
    RowFormat around(RowFormat format) {
        return (row, where) -> {
            Problem problem = format.problem(row, where);
            count(row, problem, where);
            return problem;
        };
    }

    /** The sentences, and one for what was counted. */
    List<String> added(List<String> sentences) {
        List<String> all = new ArrayList<>(sentences);
        if (blankSteps > 0) {
            all.add((blankSteps == 1 ? "1 blank step, in " : blankSteps + " blank steps, the first in ") + firstBlank
                    + ".");
        }
        return List.copyOf(all);
    }

    private void count(Map<String, Object> row, Problem problem, String where) {
        int blank = row.get("steps") instanceof List<?> steps
                ? steps.size() - problem.steps().size()
                : 0;
        if (blank > 0) {
            firstBlank = blankSteps == 0 ? where : firstBlank;
            blankSteps += blank;
        }
    }
}
