package io.github.coconut4j.curriculum.internal;

import io.github.coconut4j.curriculum.CurriculumException;

/** Ranges of numbers; what does not lie in them is named with its key and value. */
public final class Checks {
    private Checks() {}

    /** Whole numbers have both ends: what is far beyond any use is a slip of the keyboard, and sums and products must not overflow. */
    public static void between(long least, long most, long value, String key) {
        if (value < least) {
            throw new CurriculumException(key + " must be at least " + least + ", not " + value + ".");
        }
        if (value > most) {
            throw new CurriculumException(key + " must be at most " + most + ", not " + value + ".");
        }
    }

    public static void between(double least, double most, double value, String key) {
        if (!(value >= least)) {
            throw new CurriculumException(key + " must be at least " + least + ", not " + value + ".");
        }
        atMost(most, value, key);
    }

    public static void above(double bound, double most, double value, String key) {
        if (!(value > bound)) {
            throw new CurriculumException(key + " must be above " + bound + ", not " + value + ".");
        }
        atMost(most, value, key);
    }

    private static void atMost(double most, double value, String key) {
        if (value > most) {
            throw new CurriculumException(key + " must be at most " + most + ", not " + value + ".");
        }
    }

    public static void within(double least, double most, double value, String key) {
        if (!(value >= least && value <= most)) {
            throw new CurriculumException(key + " must lie between " + least + " and " + most + ", not " + value + ".");
        }
    }
}
