package io.github.coconut4j.cli.bench;

import java.util.Locale;

/** Figures of any size in a few digits: what is small is not called nothing. */
final class Figures {
    private static final double MIB = 1 << 20;

    private Figures() {}

    /** Whole numbers from 10 on, two digits below. */
    static String of(double value) {
        return String.format(Locale.ROOT, value < 10 && value != 0 ? "%.2g" : "%,.0f", value);
    }

    static String mebibytes(long bytes) {
        return of(bytes / MIB) + " MiB";
    }
}
