package io.github.coconut4j.curriculum.evaluation;

/**
 * A part of the batches of an evaluation: one of every so many, so that the shares of several workers are disjoint, together are all problems, and take equally long. A batch
 * is the same whoever asks it.
 *
 * @param number of the share, from 0
 * @param of how many there are
 */
public record BatchShare(int number, int of) {
    /** All batches. */
    public static final BatchShare ALL = new BatchShare(0, 1);
}
