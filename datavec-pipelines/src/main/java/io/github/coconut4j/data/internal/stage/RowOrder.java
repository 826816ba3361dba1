package io.github.coconut4j.data.internal.stage;

import io.github.coconut4j.data.RowRandom;

/**
 * A random permutation of {@code 0 .. size-1} in constant memory: a Feistel network over the next power of four, walked
 * until it lands inside ("cycle walking", Black and Rogaway 2002). Any place of the order is computed at once, so a run
 * resumes in the middle of an epoch of any size without replaying it.
 */
public final class RowOrder {
    private static final int ROUNDS = 6;

    private final long size;
    private final long[] keys = new long[ROUNDS];
    private final int halfBits;
    private final long halfMask;

    public RowOrder(long size, long seed, int epoch) {
        this.size = size;
        for (int round = 0; round < ROUNDS; round++) {
            keys[round] = RowRandom.hash(seed, epoch, -1L - round);
        }
        halfBits = Math.max(1, (64 - Long.numberOfLeadingZeros(Math.max(1, size - 1)) + 1) / 2);
        halfMask = (1L << halfBits) - 1;
    }

    /** The row at a place of the order. */
    public long rowAt(long place) {
        long row = place;
        do {
            row = scramble(row);
        } while (row >= size);
        return row;
    }

    private long scramble(long value) {
        long left = value >>> halfBits;
        long right = value & halfMask;
        for (long key : keys) {
            long next = left ^ (RowRandom.hash(key, 0, right) & halfMask);
            left = right;
            right = next;
        }
        return (left << halfBits) | right;
    }
}
