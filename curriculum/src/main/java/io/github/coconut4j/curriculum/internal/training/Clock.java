package io.github.coconut4j.curriculum.internal.training;

/** Seconds of work of a run, and its recent speed. Not for several threads. */
final class Clock {
    /** Weight of the newest round in the mean speed; about the last 20 rounds count. */
    private static final double NEWEST = 0.05;

    private final double before;
    private final long start = System.nanoTime();
    private double secondsPerExample = Double.NaN;
    private long roundStart;

    /** @param before seconds of earlier parts of the run */
    Clock(double before) {
        this.before = before;
    }

    double seconds() {
        return before + (System.nanoTime() - start) / 1e9;
    }

    void startRound() {
        roundStart = System.nanoTime();
    }

    /** Ends a round of steps and gives the recent speed in examples per second. */
    double endRound(long examples) {
        double newest = (System.nanoTime() - roundStart) / 1e9 / examples;
        secondsPerExample =
                Double.isNaN(secondsPerExample) ? newest : secondsPerExample + NEWEST * (newest - secondsPerExample);
        return 1 / secondsPerExample;
    }
}
