package io.github.coconut4j.data.record;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How several steps stand in one column: with something between them that is part of none. Blanks around a step are not
 * part of it.
 *
 * @param separator what stands between two steps, {@code " | "} for instance; empty where a cell is always one step
 */
public record StepColumn(String separator) {
    /** One step a line. */
    public static final StepColumn LINES = new StepColumn("\n");

    /** A cell is one step. */
    public static final StepColumn SINGLE = new StepColumn("");

    /**
     * The steps in a cell, none if it is blank.
     *
     * @param cell of the column
     * @return in order, without outer blanks
     * @throws DataException if one of several is blank
     */
    public List<String> steps(String cell) {
        if (cell.isBlank()) {
            return List.of();
        }
        List<String> steps = separator.isEmpty()
                ? List.of(cell.strip())
                : Arrays.stream(pattern().split(cell.strip(), -1)).toList();
        int blank = steps.indexOf("");
        if (blank >= 0) {
            throw new DataException("step " + (blank + 1) + " of " + steps.size() + " is blank in \""
                    + Texts.shorten(cell) + "\"; " + told() + " stands between two steps, not before or behind them.");
        }
        return steps;
    }

    /** The separator as a message shows it. */
    String told() {
        return separator.equals("\n") ? "a line break" : "\"" + separator + "\"";
    }

    /**
     * The separator with the blanks around it, which are part of no step.
     *
     * @return to split a cell at
     */
    public Pattern pattern() {
        String mark = separator.isBlank() ? separator : separator.strip();
        return Pattern.compile("\\s*" + Pattern.quote(mark) + "\\s*");
    }
}
