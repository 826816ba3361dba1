package io.github.coconut4j.curriculum.evaluation;

import java.io.Serializable;
import java.util.List;

/**
 * What an evaluation counts of one answered problem, in a form that can be sent.
 *
 * @param problem number of the problem in its source, from 0
 * @param outcome whether the answer is right
 * @param newTokens number of tokens of the text
 * @param thoughts number of thoughts before it
 * @param twoOptions whether the problem names two options
 * @param measured of each of its thoughts, in order
 */
public record Judged(
        int problem, Outcome outcome, int newTokens, int thoughts, boolean twoOptions, List<ThoughtMeasure> measured)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public Judged {
        measured = List.copyOf(measured);
    }
}
