package io.github.coconut4j.curriculum.evaluation;

import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * How long answers take when questions come one at a time.
 *
 * @param questions how many were timed
 * @param median of the milliseconds from the question to the end of the answer
 * @param p95 what 95 % of them stay below
 */
public record AnswerTimes(int questions, double median, double p95) {
    /**
     * {@return median and 95th percentile of the time each question took}
     *
     * @param milliseconds one or more
     */
    public static AnswerTimes of(double[] milliseconds) {
        Percentile percentile = new Percentile();
        percentile.setData(milliseconds);
        return new AnswerTimes(milliseconds.length, percentile.evaluate(50), percentile.evaluate(95));
    }
}
