package io.github.coconut4j.curriculum.audit.intervention;

import org.hipparchus.stat.descriptive.StatisticalSummary;

/**
 * A mean over problems with its 95 % interval, 1.96 standard errors to each side; of a single problem the interval is the mean itself.
 *
 * @param mean of all
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Mean(double mean, double low, double high) {
    private static final double NORMAL = 1.96;

    /**
     * {@return the mean of numbers; 0 of none}
     *
     * @param numbers summed up, one for each problem
     */
    public static Mean of(StatisticalSummary numbers) {
        if (numbers.getN() == 0) {
            return new Mean(0, 0, 0);
        }
        double mean = numbers.getMean();
        double reach = NORMAL * Math.sqrt(numbers.getVariance() / numbers.getN());
        return new Mean(mean, mean - reach, mean + reach);
    }
}
