package io.github.coconut4j.curriculum.evaluation;

import java.util.List;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.stat.inference.AlternativeHypothesis;
import org.hipparchus.stat.inference.BinomialTest;

/**
 * Two models on the same problems: McNemar's exact test (McNemar 1947) on those that only one of them answers right.
 *
 * @param problems how many both were asked
 * @param onlyFirst right in the first model alone
 * @param onlySecond right in the second alone
 */
public record PairedComparison(int problems, int onlyFirst, int onlySecond) {
    private static final double LEVEL = 0.05;

    /**
     * Compares answers to the same problems in the same order.
     *
     * @param first answers of one model
     * @param second answers of the other
     * @return how often one is right and the other is not
     * @throws IllegalArgumentException if there are not as many
     */
    public static PairedComparison of(List<Evaluator.Answer> first, List<Evaluator.Answer> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(first.size() + " answers and " + second.size());
        }
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < first.size(); i++) {
            boolean one = first.get(i).outcome() == Outcome.RIGHT;
            boolean other = second.get(i).outcome() == Outcome.RIGHT;
            onlyFirst += one && !other ? 1 : 0;
            onlySecond += other && !one ? 1 : 0;
        }
        return new PairedComparison(first.size(), onlyFirst, onlySecond);
    }

    /** {@return the accuracy of the first less that of the second} */
    public double difference() {
        return problems == 0 ? 0 : (double) (onlyFirst - onlySecond) / problems;
    }

    /** {@return the probability of so uneven a split, or a more uneven one, if both were equally good; two-sided} */
    public double p() {
        int discordant = onlyFirst + onlySecond;
        return discordant == 0
                ? 1
                : new BinomialTest().binomialTest(discordant, onlyFirst, 0.5, AlternativeHypothesis.TWO_SIDED);
    }

    /**
     * {@return the smallest difference in accuracy that would be found significant at 5 % with as many problems that only one model answers right;
     * NaN if no split of so few would be}
     */
    public double smallestVisible() {
        int discordant = onlyFirst + onlySecond;
        BinomialDistribution even = new BinomialDistribution(discordant, 0.5);
        for (int most = discordant / 2 + discordant % 2; most <= discordant; most++) {
            double p = Math.min(1, 2 * (1 - even.cumulativeProbability(most - 1)));
            if (p <= LEVEL) {
                return (double) (2 * most - discordant) / problems;
            }
        }
        return Double.NaN;
    }
}
