package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.DataException;

/**
 * How one problem is written down: question, thoughts, the steps that are left, answer.
 *
 * @param removedSteps how many steps are left out at the beginning of the chain; more than there are means all
 * @param thoughts number of latent tokens between the question and the rest
 * @param markers whether start and end markers enclose the thoughts, even if there are none; false is the official
 *     {@code no_special_marker}
 */
public record Layout(int removedSteps, int thoughts, boolean markers) {

    /** The problem as plain text: all steps, no thoughts, no markers. */
    public static final Layout PLAIN = new Layout(0, 0, false);

    /** @throws DataException if a number is negative */
    public Layout {
        if (removedSteps < 0 || thoughts < 0) {
            throw new DataException("A layout needs removedSteps and thoughts of at least 0, not " + removedSteps
                    + " and " + thoughts + ".");
        }
    }
}
