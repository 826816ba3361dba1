package io.github.coconut4j.curriculum.audit.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final org.assertj.core.data.Offset<Double> EXACT = within(1e-12);

    /** Scores of which the right option has this share among the two. */
    private static OptionScores share(double right) {
        return new OptionScores(Math.log(right), Math.log(1 - right));
    }

    @Test
    void confidenceIsTheShareOfThePreferredOption() {
        assertThat(share(0.8).confidence()).isCloseTo(0.8, EXACT);
        assertThat(share(0.2).confidence()).isCloseTo(0.8, EXACT);
        assertThat(share(0.2).prefersRight()).isFalse();
    }

    @Test
    void errorIsTheDistanceOfSharesAndConfidenceBinByBin() {
        // one bin with 0.92 (right) and 0.93 (wrong), one with 0.61 (right)
        Calibration calibration = Calibration.of("some", List.of(share(0.92), share(0.07), share(0.61)));
        double first = Math.abs((1 + 0) / 2.0 - (0.92 + 0.93) / 2);
        double second = Math.abs(1 - 0.61);
        assertThat(calibration.error()).isCloseTo((2 * first + second) / 3, EXACT);
        assertThat(calibration.right()).isCloseTo(2 / 3.0, EXACT);
        assertThat(calibration.confidence()).isCloseTo((0.92 + 0.93 + 0.61) / 3, EXACT);
        assertThat(calibration.logRight()).isCloseTo((Math.log(0.92) + Math.log(0.07) + Math.log(0.61)) / 3, EXACT);
    }

    @Test
    void whoeverIsRightAsOftenAsItSaysHasHardlyAnyError() {
        SplittableRandom random = new SplittableRandom(4);
        List<OptionScores> honest = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double confidence = 0.5 + random.nextDouble() / 2;
            honest.add(share(random.nextDouble() < confidence ? confidence : 1 - confidence));
        }
        assertThat(Calibration.of("honest", honest).error()).isLessThan(0.01);
    }

    @Test
    void certaintyHasABinToo() {
        Calibration sure = Calibration.of("sure", Collections.nCopies(4, new OptionScores(0, -1000)));
        assertThat(sure.error()).isCloseTo(0, EXACT);
        assertThat(sure.right()).isEqualTo(1);
    }
}
