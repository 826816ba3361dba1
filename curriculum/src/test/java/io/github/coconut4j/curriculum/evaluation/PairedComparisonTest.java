package io.github.coconut4j.curriculum.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedComparisonTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-9);

    /** Two-sided binomial tails added up by hand: 2 * sum of C(n, i) / 2^n. */
    @ParameterizedTest
    @CsvSource({"0, 0, 1.0", "5, 0, 0.0625", "6, 0, 0.03125", "8, 1, 0.0390625", "3, 3, 1.0", "1, 8, 0.0390625"})
    void pIsTheExactTail(int onlyFirst, int onlySecond, double p) {
        assertThat(new PairedComparison(100, onlyFirst, onlySecond).p()).isCloseTo(p, EXACT);
    }

    /** Of nine discordant problems eight to one is the least uneven split below 5 %: a difference of seven in a hundred. */
    @Test
    void theSmallestVisibleDifferenceIsTheLeastUnevenSignificantSplit() {
        assertThat(new PairedComparison(100, 5, 4).smallestVisible()).isCloseTo(0.07, EXACT);
        assertThat(new PairedComparison(100, 3, 2).smallestVisible()).isNaN();
    }

    @Test
    void differenceCountsWhatOnlyOneAnswersRight() {
        assertThat(new PairedComparison(200, 10, 4).difference()).isCloseTo(0.03, EXACT);
    }
}
