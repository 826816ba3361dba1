package io.github.coconut4j.data.stage;

import java.util.List;

/**
 * Lengths of the parts of one problem, in tokens.
 *
 * @param question with its end of line
 * @param steps each with its end of line
 * @param answer with its mark, without the end of the text
 */
public record ProblemLengths(int question, List<Integer> steps, int answer) {
    private static final int MARKERS = 2;
    private static final int END = 1;

    public ProblemLengths {
        steps = List.copyOf(steps);
    }

    /**
     * Length of {@link ProblemEncoder#training} in this layout.
     *
     * @param layout as it would be given to the encoder
     * @return in tokens, the end of text included
     */
    public int training(Layout layout) {
        int left = steps.stream()
                .skip(layout.removedSteps())
                .mapToInt(Integer::intValue)
                .sum();
        return question
                + (layout.markers() ? MARKERS : 0)
                + layout.places()
                + Math.max(0, left - layout.removedTokens())
                + answer
                + END;
    }
}
