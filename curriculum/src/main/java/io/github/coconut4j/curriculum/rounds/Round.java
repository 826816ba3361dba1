package io.github.coconut4j.curriculum.rounds;

import java.io.Serializable;
import java.util.List;

/**
 * Steps that workers make by themselves between two averages. Every step takes a batch of each worker: those of a round lie beside each other in the epoch, the first
 * worker's first, so that the workers' shares are disjoint and together are the epoch, whose order depends on (seed, epoch, row) alone.
 *
 * @param epoch it belongs to, from 0
 * @param stage it belongs to
 * @param position steps of the epoch that lie before it
 * @param step number of its first step in the whole run, from 1
 * @param workers that share it
 * @param rates learning rate of each of its steps, one or more
 */
public record Round(int epoch, int stage, long position, long step, int workers, List<Double> rates)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public Round {
        rates = List.copyOf(rates);
    }

    /** {@return the number of its steps} */
    public int steps() {
        return rates.size();
    }

    /**
     * {@return the steps of an epoch, to which every worker adds one}
     *
     * @param batches in the epoch
     * @param workers 1 or more
     */
    public static long stepsOf(long batches, int workers) {
        return (batches + workers - 1) / workers;
    }

    /**
     * The batch a worker begins with.
     *
     * @param worker its number, from 0
     * @param batches in the epoch
     * @return its number in the epoch; {@code batches} if none is left for this worker
     */
    public long firstBatch(int worker, long batches) {
        return Math.min(batches, position * workers + (long) worker * steps());
    }

    /**
     * {@return the batch behind a worker's last one}
     *
     * @param worker its number, from 0
     * @param batches in the epoch
     */
    public long endOfBatches(int worker, long batches) {
        return firstBatch(worker + 1, batches);
    }

    /**
     * {@return the number of a step among all steps of all workers, from 1; what is random in a step and does not hang on a row depends on it}
     *
     * @param worker its number, from 0
     * @param local the worker's step of this round, from 0
     */
    public long stepOfAll(int worker, int local) {
        return (step + local - 1) * workers + worker + 1;
    }
}
