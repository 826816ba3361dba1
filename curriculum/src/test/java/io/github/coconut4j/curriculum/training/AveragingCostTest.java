package io.github.coconut4j.curriculum.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.training.TrainingListener.Averaged;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AveragingCostTest {
    private final AveragingCost cost = new AveragingCost();

    /** 20 steps of a tenth of a second, and so much communication. */
    private static Averaged round(int stage, double communication) {
        return new Averaged("coconut", 20, 0, stage, 2, 20, 4_000_000, 2 + communication, communication);
    }

    private List<Optional<String>> lines(int stage, double... communication) {
        return Arrays.stream(communication)
                .mapToObj(seconds -> cost.line(round(stage, seconds)))
                .toList();
    }

    @Test
    void aStageIsToldOnceWhatItsAveragesCost() {
        List<Optional<String>> first = lines(0, 5, 0.2, 0.2, 0.2);
        List<Optional<String>> second = lines(1, 0.1, 0.1, 0.1);

        assertThat(first).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(first.get(2))
                .contains("coconut: stage 0, 2 workers, averaged every 20 steps: 4.0 MB a round, 9 % of the time is"
                        + " communication");
        assertThat(second.get(2).orElseThrow()).contains("stage 1").doesNotContain("would");
    }

    /** One second beside two is 33 %; at 41 steps of a tenth of a second it is 1 / 5.1, below 20 %, at 40 it is not. */
    @Test
    void whatCostsMoreThanAFifthIsToldTheFrequencyThatDoesNot() {
        assertThat(lines(0, 1, 1, 1).get(2).orElseThrow())
                .contains("33 % of the time")
                .endsWith("averaging_frequency 41 would bring it below 20 %");
    }

    /** Found by trying one frequency after the other. */
    @ParameterizedTest
    @ValueSource(doubles = {0.51, 0.6, 0.98, 1, 1.01, 7, 123.456})
    void theFrequencyIsTheLeastThatDoes(double communication) {
        int least = 1;
        while (communication / (communication + least * 0.1) > 0.2 - 1e-9) {
            least++;
        }

        assertThat(lines(0, communication, communication, communication).get(2).orElseThrow())
                .endsWith("averaging_frequency " + least + " would bring it below 20 %");
    }

    /** 15 seconds instead of 1 in the first round, which makes plans. */
    @Test
    void oneSlowRoundMovesNothing() {
        assertThat(lines(0, 15, 0.2, 0.2).get(2).orElseThrow()).contains("9 % of the time");
    }
}
