package io.github.coconut4j.data;

import java.util.SplittableRandom;

/**
 * Random choices that depend on nothing but {@code (seed, epoch, row)}: never on the order of rows, on the number of
 * threads or on where a run was resumed.
 */
public final class RowRandom {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private RowRandom() {}

    /**
     * A generator of its own for one row of one epoch.
     *
     * @param seed of the run or the generator
     * @param epoch from 0
     * @param row from 0
     * @return always the same numbers for the same three
     */
    public static SplittableRandom at(long seed, int epoch, long row) {
        return new SplittableRandom(hash(seed, epoch, row));
    }

    /**
     * 64 well-mixed bits for one row of one epoch.
     *
     * @param seed of the run or the generator
     * @param epoch from 0
     * @param row from 0
     * @return always the same bits for the same three
     */
    public static long hash(long seed, int epoch, long row) {
        return mix(mix(mix(seed) + epoch) + row);
    }

    /** Finalizer of SplitMix64 (Steele, Lea and Flood 2014), a bijection of 64 bits. */
    private static long mix(long value) {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
