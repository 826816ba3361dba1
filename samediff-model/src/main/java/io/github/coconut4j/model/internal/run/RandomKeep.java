package io.github.coconut4j.model.internal.run;

/**
 * Which of some numbers are kept, as a function of where they stand and of nothing else. The state is mixed anew with every coordinate by the finalizer of SplitMix64
 * (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", section 4), so that neighbours have nothing in common.
 */
final class RandomKeep {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int BITS = 32;

    private final long state;
    private final long threshold;
    private final float kept;

    /**
     * The numbers of a place in one step.
     *
     * @param share that is left out, to a 2^32th
     */
    RandomKeep(long noise, int place, double share) {
        this(mixed(mixed(noise + GOLDEN) + place), Math.round(share * (1L << BITS)), (float) (1 / (1 - share)));
    }

    private RandomKeep(long state, long threshold, float kept) {
        this.state = state;
        this.threshold = threshold;
        this.kept = kept;
    }

    /** Those with one more coordinate. */
    RandomKeep at(int coordinate) {
        return new RandomKeep(mixed(state + (coordinate + 1L) * GOLDEN), threshold, kept);
    }

    /** What the number at the last coordinate is multiplied by: 0, or one over the share that is kept. */
    float factor(int coordinate) {
        return (mixed(state + (coordinate + 1L) * GOLDEN) >>> BITS) < threshold ? 0 : kept;
    }

    private static long mixed(long z) {
        long one = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long two = (one ^ (one >>> 27)) * 0x94D049BB133111EBL;
        return two ^ (two >>> 31);
    }
}
