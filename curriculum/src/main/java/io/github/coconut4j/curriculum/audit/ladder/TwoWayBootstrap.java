package io.github.coconut4j.curriculum.audit.ladder;

import io.github.coconut4j.curriculum.evaluation.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The interval of a mean over seeds and problems, where every seed's model was asked the same problems: a hierarchical bootstrap that draws seeds and, for all of them
 * alike, problems, both with replacement (the two-way bootstrap of McCullagh 2000 and Owen 2007), and takes percentiles of the means.
 *
 * <p>Of few seeds such intervals are rather short: by a factor of sqrt((S - 1) / S) as far as seeds go, and a single seed says nothing of others.
 *
 * @param seed of the draws
 * @param draws how many means are drawn
 */
record TwoWayBootstrap(long seed, int draws) {
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    /** The middle 95 % of the means, of values by seed and problem {@code [S][N]}. */
    Interval interval(double[][] values) {
        double[] means = means(values);
        Arrays.sort(means);
        return new Interval(at(means, LOW), at(means, HIGH));
    }

    /** Means in the order in which they are drawn. */
    double[] means(double[][] values) {
        SplittableRandom random = new SplittableRandom(seed);
        int seeds = values.length;
        int problems = values[0].length;
        double[] means = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            int[] seedCounts = counts(seeds, random);
            int[] problemCounts = counts(problems, random);
            double sum = 0;
            for (int s = 0; s < seeds; s++) {
                if (seedCounts[s] > 0) {
                    sum += seedCounts[s] * weighted(values[s], problemCounts);
                }
            }
            means[draw] = sum / ((double) seeds * problems);
        }
        return means;
    }

    private static double weighted(double[] values, int... counts) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts[i] * values[i];
        }
        return sum;
    }

    /** How often each of some things is drawn when as many are drawn as there are. */
    private static int[] counts(int things, SplittableRandom random) {
        int[] counts = new int[things];
        for (int i = 0; i < things; i++) {
            counts[random.nextInt(things)]++;
        }
        return counts;
    }

    /** A quantile of sorted values, between the two that lie next to it. */
    private static double at(double[] sorted, double quantile) {
        double place = quantile * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
