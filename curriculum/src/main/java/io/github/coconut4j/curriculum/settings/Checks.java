package io.github.coconut4j.curriculum.settings;

import io.github.coconut4j.curriculum.CurriculumException;

/** Ranges of numbers; what does not lie in them is named with its key and value. */
final class Checks {
    private Checks() {}

    static void atLeast(long least, long value, String key) {
        if (value < least) {
            throw new CurriculumException(key + " must be at least " + least + ", not " + value + ".");
        }
    }

    static void atLeast(double least, double value, String key) {
        if (!(value >= least) || Double.isInfinite(value)) {
            throw new CurriculumException(key + " must be at least " + least + ", not " + value + ".");
        }
    }

    static void above(double bound, double value, String key) {
        if (!(value > bound) || Double.isInfinite(value)) {
            throw new CurriculumException(key + " must be above " + bound + ", not " + value + ".");
        }
    }

    static void within(double least, double most, double value, String key) {
        if (!(value >= least && value <= most)) {
            throw new CurriculumException(key + " must lie between " + least + " and " + most + ", not " + value + ".");
        }
    }
}
