package io.github.coconut4j.data.stats;

import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/**
 * How often one rule that never looks at who is asked is right.
 *
 * @param rule what the rule goes by
 * @param accuracy share of right answers; where the rule cannot decide it counts one half
 * @param low lower end of the 95 % Wilson interval
 * @param high upper end of it
 * @param problems how many it was scored on
 */
public record Shortcut(String rule, double accuracy, double low, double high, int problems) {
    private static final double CONFIDENCE = 0.95;

    static Shortcut of(String rule, double right, int problems) {
        double accuracy = right / problems;
        ConfidenceInterval interval = BinomialProportion.getWilsonScoreInterval(problems, accuracy, CONFIDENCE);
        return new Shortcut(rule, accuracy, interval.getLowerBound(), interval.getUpperBound(), problems);
    }
}
