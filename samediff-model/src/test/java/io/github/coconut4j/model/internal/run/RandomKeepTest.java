package io.github.coconut4j.model.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics of what is left out. Bounds are five standard deviations, so that no seed but one in a million fails. */
class RandomKeepTest {
    private static final int COUNT = 200_000;
    private static final double DEVIATIONS = 5;

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 0.9})
    void theShareIsLeftOutAndTheMeanIsKept(double share) {
        RandomKeep keep = new RandomKeep(1, 2, share).at(3).at(4);
        double[] factors = IntStream.range(0, COUNT).mapToDouble(keep::factor).toArray();
        long gone = IntStream.range(0, COUNT).filter(i -> factors[i] == 0).count();
        double deviation = Math.sqrt(share * (1 - share) / COUNT);
        assertThat((double) gone / COUNT - share).isBetween(-DEVIATIONS * deviation, DEVIATIONS * deviation);
        double mean =
                IntStream.range(0, COUNT).mapToDouble(i -> factors[i]).average().orElseThrow();
        double spread = DEVIATIONS * deviation / (1 - share);
        assertThat(mean - 1).isBetween(-spread, spread);
        assertThat(factors).containsOnly(0, (float) (1 / (1 - share)));
    }

    /** Pairs of which one coordinate differs by one: step, place, row, position, index. */
    @Test
    void neighboursHaveNothingInCommon() {
        RandomKeep[] first = sources(0);
        IntStream.rangeClosed(1, 4).forEach(changed -> assertUncorrelated(first, sources(changed), 0));
        assertUncorrelated(first, first, 1);
        assertUncorrelated(first, first, 7);
    }

    /** 100 sources that differ by position, with one coordinate more by one. */
    private static RandomKeep[] sources(int changed) {
        return IntStream.range(0, 100)
                .mapToObj(position -> new RandomKeep(7 + (changed == 1 ? 1 : 0), 5 + (changed == 2 ? 1 : 0), 0.5)
                        .at(changed == 3 ? 4 : 3)
                        .at(position + (changed == 4 ? 1 : 0)))
                .toArray(RandomKeep[]::new);
    }

    private static void assertUncorrelated(RandomKeep[] one, RandomKeep[] other, int shift) {
        int each = COUNT / one.length;
        long equal = 0;
        for (int source = 0; source < one.length; source++) {
            for (int i = 0; i < each; i++) {
                equal += one[source].factor(i) == other[source].factor(i + shift) ? 1 : 0;
            }
        }
        double share = (double) equal / COUNT;
        double deviation = Math.sqrt(0.25 / COUNT);
        assertThat(share - 0.5).isBetween(-DEVIATIONS * deviation, DEVIATIONS * deviation);
    }

    /** In every column of bits as in every row: counts of what is kept lie as those of a fair coin do. */
    @Test
    void countsOfRowsAndOfIndicesSpreadAsChanceHasIt() {
        int rows = 400;
        int width = 500;
        int[] byRow = new int[rows];
        int[] byIndex = new int[width];
        for (int row = 0; row < rows; row++) {
            RandomKeep keep = new RandomKeep(1, 1, 0.5).at(row).at(0);
            for (int i = 0; i < width; i++) {
                int kept = keep.factor(i) == 0 ? 0 : 1;
                byRow[row] += kept;
                byIndex[i] += kept;
            }
        }
        assertThat(chiSquare(byRow, width)).isBetween(rows - 5 * Math.sqrt(2 * rows), rows + 5 * Math.sqrt(2 * rows));
        assertThat(chiSquare(byIndex, rows))
                .isBetween(width - 5 * Math.sqrt(2 * width), width + 5 * Math.sqrt(2 * width));
    }

    private static double chiSquare(int[] counts, int of) {
        return IntStream.of(counts)
                .mapToDouble(count -> (count - of / 2.0) * (count - of / 2.0) / (of / 4.0))
                .sum();
    }
}
