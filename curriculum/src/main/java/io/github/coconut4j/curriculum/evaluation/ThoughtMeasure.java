package io.github.coconut4j.curriculum.evaluation;

import java.io.Serializable;

/**
 * What was measured of one thought.
 *
 * @param norm length (L2) of the thought
 * @param cosine between the thought and the token embedding nearest to it in direction
 */
public record ThoughtMeasure(double norm, double cosine) implements Serializable {
    private static final long serialVersionUID = 1L;
}
