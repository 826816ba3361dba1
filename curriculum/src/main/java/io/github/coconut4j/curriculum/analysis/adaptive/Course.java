package io.github.coconut4j.curriculum.analysis.adaptive;

import java.util.List;

/**
 * The course of one problem through its thoughts.
 *
 * <p>Creating one throws {@link IllegalArgumentException} if there is not one answer more than there are states.
 *
 * @param right whether it is answered right after k = 0, 1, ... K thoughts, {@code K + 1} of them
 * @param confidence probability of the first word said after k = 0, 1, ... K − 1 thoughts
 * @param states hidden states behind as many thoughts, {@code [K][D]}: what would be fed back as the next one
 */
public record Course(List<Boolean> right, List<Double> confidence, List<float[]> states) {
    public Course {
        right = List.copyOf(right);
        confidence = List.copyOf(confidence);
        states = List.copyOf(states);
        if (confidence.size() != states.size() || right.size() != states.size() + 1) {
            throw new IllegalArgumentException(right.size() + " answers, " + states.size() + " states");
        }
    }

    /** Most thoughts it has. */
    int most() {
        return states.size();
    }
}
