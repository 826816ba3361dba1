package io.github.coconut4j.model.bench;

import java.time.Duration;
import java.util.Arrays;

/** Times pieces of work and takes medians. */
final class Timing {
    private Timing() {}

    /** Seconds of each of {@code runs} runs. */
    static double[] seconds(int runs, Runnable work) {
        double[] seconds = new double[runs];
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            work.run();
            seconds[run] = (System.nanoTime() - start) / 1e9;
        }
        return seconds;
    }

    /** Runs work at least once and until it has run for so long: the JIT compiler is busy for several seconds, on cores that are counted on. */
    static void warmUp(Duration length, Runnable work) {
        long end = System.nanoTime() + length.toNanos();
        do {
            work.run();
        } while (System.nanoTime() < end);
    }

    static double[] ratios(double[] a, double[] b) {
        double[] ratios = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            ratios[i] = a[i] / b[i];
        }
        return ratios;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
