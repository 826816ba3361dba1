package io.github.coconut4j.curriculum.audit.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.curriculum.evaluation.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.Variance;
import org.junit.jupiter.api.Test;

class TwoWayBootstrapTest {

    /**
     * Of values m + a(seed) + b(problem) + e the variance of the drawn means is known: each part is drawn by multinomial counts that do not depend on each other, so it is
     * mean(a²)/S + mean(b²)/N + mean(e²)/(SN).
     */
    @Test
    void theSpreadOfTheMeansIsThatOfTheClosedForm() {
        double[][] values = values(4, 30, 3);
        double[] means = new TwoWayBootstrap(1, 40_000).means(values);

        assertThat(new Mean().evaluate(means))
                .isCloseTo(mean(values), within(4 * Math.sqrt(closedForm(values) / 40_000)));
        // the variance of n draws has itself a relative spread of about sqrt(2 / n)
        assertThat(new Variance().evaluate(means) / closedForm(values))
                .isCloseTo(1, within(5 * Math.sqrt(2.0 / 40_000)));
    }

    /** Problems that are hard for all seeds do not average out over them: the interval is that of the problems. */
    @Test
    void problemsSharedByAllSeedsAreNotCountedOncePerSeed() {
        double[] problems =
                new SplittableRandom(2).doubles(200).map(x -> x < 0.7 ? 1 : 0).toArray();
        Interval shared =
                new TwoWayBootstrap(3, 20_000).interval(new double[][] {problems, problems, problems, problems});
        double mean = Arrays.stream(problems).average().orElseThrow();
        double deviation = Math.sqrt(mean * (1 - mean) / problems.length);

        assertThat(shared.low()).isCloseTo(mean - 1.96 * deviation, within(0.006));
        assertThat(shared.high()).isCloseTo(mean + 1.96 * deviation, within(0.006));
    }

    /** Seeds and problems drawn from normal populations: 95 % of the intervals hold the true mean, or more, for this bootstrap errs to the wide side. */
    @Test
    void intervalsHoldTheTrueMean() {
        int experiments = 300;
        long held = IntStream.range(0, experiments)
                .filter(i -> {
                    Interval interval = new TwoWayBootstrap(i, 400).interval(values(20, 25, 1000 + i));
                    return interval.low() <= 0 && interval.high() >= 0;
                })
                .count();
        assertThat((double) held / experiments).isBetween(0.92, 1.0);
    }

    @Test
    void theSameSeedDrawsTheSameInterval() {
        double[][] values = values(3, 40, 8);
        assertThat(new TwoWayBootstrap(5, 500).interval(values))
                .isEqualTo(new TwoWayBootstrap(5, 500).interval(values));
        assertThat(new TwoWayBootstrap(6, 500).interval(values))
                .isNotEqualTo(new TwoWayBootstrap(5, 500).interval(values));
    }

    /** Effects of seeds, problems and both, of mean 0. */
    private static double[][] values(int seeds, int problems, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] ofSeed = IntStream.range(0, seeds)
                .mapToDouble(s -> 0.5 * random.nextGaussian())
                .toArray();
        double[] ofProblem = IntStream.range(0, problems)
                .mapToDouble(p -> random.nextGaussian())
                .toArray();
        double[][] values = new double[seeds][problems];
        for (int s = 0; s < seeds; s++) {
            for (int p = 0; p < problems; p++) {
                values[s][p] = ofSeed[s] + ofProblem[p] + random.nextGaussian();
            }
        }
        return values;
    }

    private static double mean(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElseThrow();
    }

    private static double closedForm(double[][] values) {
        int seeds = values.length;
        int problems = values[0].length;
        double mean = mean(values);
        double ofSeeds = 0;
        double ofProblems = 0;
        double ofBoth = 0;
        double[] columns = new double[problems];
        for (double[] row : values) {
            for (int p = 0; p < problems; p++) {
                columns[p] += row[p] / seeds;
            }
        }
        for (double column : columns) {
            ofProblems += Math.pow(column - mean, 2) / problems;
        }
        for (double[] row : values) {
            double rowMean = Arrays.stream(row).average().orElseThrow();
            ofSeeds += Math.pow(rowMean - mean, 2) / seeds;
            for (int p = 0; p < problems; p++) {
                ofBoth += Math.pow(row[p] - rowMean - columns[p] + mean, 2) / (seeds * problems);
            }
        }
        return ofSeeds / seeds + ofProblems / problems + ofBoth / (seeds * problems);
    }
}
