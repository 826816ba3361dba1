package io.github.coconut4j.curriculum.audit.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfluenceTest {
    private static double[] logs(double... shares) {
        double[] logs = shares.clone();
        Arrays.setAll(logs, i -> Math.log(shares[i]));
        return logs;
    }

    @Test
    void divergenceIsKullbackAndLeiblers() {
        double expected = 0.5 * Math.log(0.5 / 0.25) + 0.5 * Math.log(0.5 / 0.75);
        assertThat(Influence.divergence(List.of(logs(0.5, 0.5)), List.of(logs(0.25, 0.75))))
                .isCloseTo(expected, within(1e-12));
        assertThat(Influence.divergence(List.of(logs(0.5, 0.5)), List.of(logs(0.5, 0.5))))
                .isZero();
        assertThat(Influence.divergence(
                        List.of(logs(0.5, 0.5), logs(0.5, 0.5)), List.of(logs(0.25, 0.75), logs(0.5, 0.5))))
                .isCloseTo(expected / 2, within(1e-12));
    }

    @Test
    void shapesAreSharesOfTheWhole() {
        // 1 -> 2: 3, 1 -> 3: 1, 2 -> 3: 4
        Influence influence = new Influence(
                List.of(List.of(0.0, 3.0, 1.0), List.of(0.0, 0.0, 4.0), List.of(0.0, 0.0, 0.0)),
                List.of(1.0, 1.0, 1.0));
        assertThat(influence.locality()).isEqualTo(7 / 8.0);
        assertThat(influence.earlyOut()).isEqualTo(4 / 8.0);
        assertThat(influence.lateIn()).isEqualTo(5 / 8.0);
        assertThat(influence.span()).isEqualTo((3 + 2 * 1 + 4) / 8.0);
    }
}
