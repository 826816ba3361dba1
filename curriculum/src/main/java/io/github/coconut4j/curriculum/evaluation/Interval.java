package io.github.coconut4j.curriculum.evaluation;

import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/**
 * A confidence interval of a share.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {
    private static final double LEVEL = 0.95;

    /**
     * {@return Wilson's score interval at 95 % (Wilson 1927) for a number of successes; everything possible if nothing was tried}
     *
     * @param successes 0 to {@code trials}
     * @param trials 0 or more
     */
    public static Interval wilson(int successes, int trials) {
        if (trials == 0) {
            return new Interval(0, 1);
        }
        ConfidenceInterval interval =
                BinomialProportion.getWilsonScoreInterval(trials, (double) successes / trials, LEVEL);
        return new Interval(Math.max(0, interval.getLowerBound()), Math.min(1, interval.getUpperBound()));
    }
}
