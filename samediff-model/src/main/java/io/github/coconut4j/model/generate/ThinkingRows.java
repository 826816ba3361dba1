package io.github.coconut4j.model.generate;

import java.util.Arrays;

/** The rows of a batch that are about to have a thought, in the order of the thoughts' own rows. */
public final class ThinkingRows {
    private final int[] rows;
    private final boolean[] stopped;

    ThinkingRows(int[] rows) {
        this.rows = rows;
        this.stopped = new boolean[rows.length];
    }

    /** {@return how many rows think} */
    public int size() {
        return rows.length;
    }

    /**
     * {@return the place in the batch of thought {@code i}}
     *
     * @param i row of the array of thoughts
     */
    public int row(int i) {
        return rows[i];
    }

    /**
     * Ends the thinking of a row: neither this thought nor a later one is fed back, and the row goes on as if its prompt had no more latent tokens.
     *
     * @param i row of the array of thoughts
     */
    public void stop(int i) {
        stopped[i] = true;
    }

    /** Ends the thinking of all these rows. */
    public void stop() {
        Arrays.fill(stopped, true);
    }

    boolean isStopped(int i) {
        return stopped[i];
    }
}
