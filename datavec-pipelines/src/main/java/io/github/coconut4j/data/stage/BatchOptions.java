package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.DataException;

/**
 * How an epoch is cut into batches.
 *
 * <p>Creating one throws {@link DataException} if a number is out of range.
 *
 * @param batchSize rows of a batch
 * @param seed seed of all random choices
 * @param shuffle whether every epoch has a random order of its own
 * @param dropLast whether a last batch with fewer rows is left out
 * @param lengthMultiple lengths are rounded up to a multiple of this, see {@link Batches#training}
 * @param bucketBatches this many batches' rows are drawn together and sorted by thoughts and length before they are cut,
 *     so that the rows of a batch are alike; 1 means no sorting
 * @param prefetch this many batches are made ahead of time on another thread; 0 means none
 */
public record BatchOptions(
        int batchSize,
        long seed,
        boolean shuffle,
        boolean dropLast,
        int lengthMultiple,
        int bucketBatches,
        int prefetch) {

    public BatchOptions {
        atLeast(1, batchSize, "batchSize");
        atLeast(1, lengthMultiple, "lengthMultiple");
        atLeast(1, bucketBatches, "bucketBatches");
        atLeast(0, prefetch, "prefetch");
    }

    /**
     * Shuffled, nothing dropped, lengths in multiples of 8 sorted over 16 batches, 2 batches ahead.
     *
     * @param batchSize 1 or more
     * @param seed any number; equal ones give equal batches
     * @return to be changed by the methods below
     */
    public static BatchOptions of(int batchSize, long seed) {
        return new BatchOptions(batchSize, seed, true, false, 8, 16, 2);
    }

    /**
     * The same with the rows in the order of the data.
     *
     * @return without shuffling and without sorting by length
     */
    public BatchOptions inOrder() {
        return new BatchOptions(batchSize, seed, false, dropLast, lengthMultiple, 1, prefetch);
    }

    /**
     * The same without a short last batch.
     *
     * @return by which up to {@code batchSize - 1} rows of an epoch are not seen
     */
    public BatchOptions withoutShortBatch() {
        return new BatchOptions(batchSize, seed, shuffle, true, lengthMultiple, bucketBatches, prefetch);
    }

    /**
     * The same with other rounding and sorting of lengths.
     *
     * @param multiple 1 or more; 1 means no rounding
     * @param batchesSorted 1 or more; 1 means no sorting
     * @return other shapes of the same rows
     */
    public BatchOptions withLengths(int multiple, int batchesSorted) {
        return new BatchOptions(batchSize, seed, shuffle, dropLast, multiple, batchesSorted, prefetch);
    }

    /**
     * The same with this many batches made ahead of time.
     *
     * @param batches 0 or more; 0 means no thread of its own
     * @return the same batches, sooner
     */
    public BatchOptions withPrefetch(int batches) {
        return new BatchOptions(batchSize, seed, shuffle, dropLast, lengthMultiple, bucketBatches, batches);
    }

    private static void atLeast(int least, int value, String name) {
        if (value < least) {
            throw new DataException(name + " must be at least " + least + ", not " + value + ".");
        }
    }
}
