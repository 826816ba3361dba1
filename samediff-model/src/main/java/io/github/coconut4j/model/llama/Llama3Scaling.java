package io.github.coconut4j.model.llama;

import io.github.coconut4j.model.ModelException;

/**
 * How Llama 3.1 and later stretch slow rotations, so that a model trained on short texts reads long ones ({@code rope_type: llama3}).
 *
 * @param factor by which the slow rotations are slower, 1 or more
 * @param slow rotations that turn fewer times than this over {@code positions} are slow, {@code low_freq_factor}
 * @param fast rotations that turn more often than this stay as they are, {@code high_freq_factor}; those between are mixed
 * @param positions longest text of the training before, {@code original_max_position_embeddings}
 */
public record Llama3Scaling(double factor, double slow, double fast, int positions) {
    /** @throws ModelException if a number is out of its range, or two do not fit together */
    public Llama3Scaling {
        if (!(factor >= 1 && factor < Double.POSITIVE_INFINITY)) {
            throw new ModelException("factor of rope_type llama3 is " + factor + "; it must be 1 or more.");
        }
        if (!(slow > 0 && fast > slow && fast < Double.POSITIVE_INFINITY)) {
            throw new ModelException(
                    "rope_type llama3 needs low_freq_factor above 0 and high_freq_factor above that, not " + slow
                            + " and " + fast + ".");
        }
        if (positions < 1) {
            throw new ModelException(
                    "original_max_position_embeddings of rope_type llama3 is " + positions + "; it must be 1 or more.");
        }
    }

    /** The scaled frequency of a rotation, in radians for each position. */
    double scaled(double frequency) {
        double turns = positions * frequency / (2 * Math.PI);
        double kept = Math.min(1, Math.max(0, (turns - slow) / (fast - slow)));
        return frequency * (kept + (1 - kept) / factor);
    }
}
