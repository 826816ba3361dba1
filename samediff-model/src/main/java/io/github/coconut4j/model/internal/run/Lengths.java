package io.github.coconut4j.model.internal.run;

/** Lengths are rounded up a little, so that few plans serve many batches. */
public final class Lengths {
    private Lengths() {}

    /** To a multiple of about a sixteenth: at most 6 % more work. */
    public static int roundedUp(int length) {
        return roundedUp(length, length / 16);
    }

    /** To a multiple of the largest power of two that is not above {@code more}, so by less than that. */
    public static int roundedUp(int length, int more) {
        int grain = Integer.highestOneBit(Math.max(1, more));
        return (length + grain - 1) / grain * grain;
    }
}
