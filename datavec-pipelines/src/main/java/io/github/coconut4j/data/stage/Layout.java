package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.DataException;

/**
 * How one problem is written down: question, places to think, what is left of the chain of steps, answer.
 *
 * <p>Creating one throws {@link DataException} if a number is negative.
 *
 * @param removedSteps how many steps are left out at the beginning of the chain; more than there are means all
 * @param removedTokens how many tokens of the steps that are left are left out too, the first ones; more than there are
 *     means all
 * @param places how many tokens hold the place of what was removed, between the question and the rest
 * @param filling what stands in these places
 * @param markers whether start and end markers enclose the places, even if there are none; false is the official
 *     {@code no_special_marker}
 */
public record Layout(int removedSteps, int removedTokens, int places, Filling filling, boolean markers) {

    /** The problem as plain text: all steps, no thoughts, no markers. */
    public static final Layout PLAIN = new Layout(0, 0, false);

    public Layout {
        if (removedSteps < 0 || removedTokens < 0 || places < 0) {
            throw new DataException(
                    "A layout needs removedSteps, removedTokens and places of at least 0, not %d, %d and %d."
                            .formatted(removedSteps, removedTokens, places));
        }
    }

    /**
     * Whole steps removed, with so many thoughts in their place.
     *
     * @param removedSteps 0 or more
     * @param thoughts 0 or more
     * @param markers whether start and end markers enclose the thoughts
     */
    public Layout(int removedSteps, int thoughts, boolean markers) {
        this(removedSteps, 0, thoughts, Filling.THOUGHTS, markers);
    }

    /**
     * The same with other things in the places of the thoughts.
     *
     * @param other in all places
     * @return with as many places
     */
    public Layout filledWith(Filling other) {
        return new Layout(removedSteps, removedTokens, places, other, markers);
    }

    /**
     * The same with another number of places.
     *
     * @param other 0 or more
     * @return with the same removed
     */
    public Layout withPlaces(int other) {
        return new Layout(removedSteps, removedTokens, other, filling, markers);
    }

    /**
     * Number of thoughts: of the places, if thoughts stand there, else none.
     *
     * @return 0 or more
     */
    public int thoughts() {
        return filling == Filling.THOUGHTS ? places : 0;
    }
}
