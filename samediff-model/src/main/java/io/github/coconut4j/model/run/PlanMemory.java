package io.github.coconut4j.model.run;

import java.io.Serializable;

/**
 * What a batch takes, known before it runs.
 *
 * @param rows rows of the batch
 * @param rowsAtOnce rows that run at once; fewer than {@code rows} when the batch is split into micro-batches
 * @param bytes intermediate values of all streams
 * @param limit most bytes these may take
 */
public record PlanMemory(int rows, int rowsAtOnce, long bytes, long limit) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** {@return how many parts the batch is run in, 1 or more} */
    public int microBatches() {
        return (rows + rowsAtOnce - 1) / rowsAtOnce;
    }
}
