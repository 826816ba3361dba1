package io.github.coconut4j.curriculum.rounds;

/**
 * What an epoch would take with several workers, on paper: steps side by side, and after each round all weights and moments through the driver's connection, to every worker and
 * back. Workers as fast as the machine the step was timed on, none slower than another.
 *
 * @param batches of an epoch
 * @param stepSeconds of a step of one worker
 * @param bytes of weights and moments
 * @param frequency steps of a round
 * @param bytesPerSecond that the driver's connection carries
 */
public record Scaling(double batches, double stepSeconds, long bytes, int frequency, double bytesPerSecond) {
    /** What a job of Spark's takes besides what travels; assumed, of the size seen on one machine. */
    private static final double ROUND_SECONDS = 0.1;

    /**
     * A point of the curve.
     *
     * @param workers that share an epoch
     * @param seconds of an epoch
     * @param speedup times as fast as one worker that averages with nobody
     * @param communication share of the time in which no step is computed
     */
    public record Point(int workers, double seconds, double speedup, double communication) {}

    /**
     * {@return the prediction for so many workers}
     *
     * @param workers 1 or more
     */
    public Point of(int workers) {
        double computing = Math.ceil(batches / workers) * stepSeconds;
        double rounds = workers == 1 ? 0 : Math.ceil(Math.ceil(batches / workers) / frequency);
        double communicating = rounds * (ROUND_SECONDS + 2.0 * workers * bytes / bytesPerSecond);
        double seconds = computing + communicating;
        return new Point(workers, seconds, batches * stepSeconds / seconds, communicating / seconds);
    }
}
