package io.github.coconut4j.curriculum.rounds;

import java.io.Serializable;

/**
 * Held-out problems that all workers of a training are asked together, each its share of the batches.
 *
 * @param part of the data
 * @param stage whose way of asking it is
 * @param workers that share them
 */
public record Questions(Part part, int stage, int workers) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Which problems. */
    public enum Part {
        /** Those by which a training is watched. */
        VALIDATION,
        /** Those asked once, in the end. */
        TEST
    }
}
