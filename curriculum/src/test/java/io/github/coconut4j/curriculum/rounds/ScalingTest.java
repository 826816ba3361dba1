package io.github.coconut4j.curriculum.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScalingTest {
    /** 1,000 batches of a tenth of a second, 12.5 MB over 125 MB/s, which is a tenth of a second one way. */
    private static final Scaling SCALING = new Scaling(1000, 0.1, 12_500_000, 20, 125e6);

    @Test
    void oneWorkerAveragesWithNobody() {
        assertThat(SCALING.of(1)).isEqualTo(new Scaling.Point(1, 100, 1, 0));
    }

    /** Four: 250 steps, 25 s; 13 rounds of 0.1 s and eight ways of 0.1 s: 11.7 s. */
    @Test
    void everyWorkersWeightsGoThereAndBackAfterEachRound() {
        Scaling.Point four = SCALING.of(4);

        assertThat(four.seconds()).isEqualTo(36.7, within(1e-9));
        assertThat(four.speedup()).isEqualTo(100 / 36.7, within(1e-9));
        assertThat(four.communication()).isEqualTo(11.7 / 36.7, within(1e-9));
    }
}
