package io.github.coconut4j.curriculum.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamWSpecTest {
    private final AdamWSpec spec = AdamWSpec.of(0.002).warmupSteps(100).finalLr(0.1);

    @Test
    void theRateGrowsOverTheWarmUpAndStays() {
        assertThat(spec.rateAt(0, 1000, false, 0.7)).isEqualTo(0.00002, within(1e-12));
        assertThat(spec.rateAt(49, 1000, false, 0.7)).isEqualTo(0.001, within(1e-12));
        assertThat(spec.rateAt(99, 1000, false, 0.7)).isEqualTo(0.002);
        assertThat(spec.rateAt(999, 1000, false, 0.7)).isEqualTo(0.002);
    }

    @Test
    void theLastStageEndsAtItsPartOfTheRate() {
        assertThat(spec.rateAt(500, 1000, true, 0.7)).isEqualTo(0.002 * 0.55, within(1e-12));
        assertThat(spec.rateAt(1000, 1000, true, 0.7)).isEqualTo(0.0002, within(1e-12));
    }

    @Test
    void aFinalPartOfOneKeepsTheRate() {
        assertThat(AdamWSpec.of(0.1).rateAt(900, 1000, true, 0.7)).isEqualTo(0.1);
    }

    @Test
    void theRateFallsOverTheWholeTrainingIfToldTo() {
        AdamWSpec cosine = spec.decay(AdamWSpec.Decay.COSINE);
        AdamWSpec linear = spec.decay(AdamWSpec.Decay.LINEAR);

        // a quarter of the way: (1 + cos 45 degrees) / 2 = 0.853553 of the part that falls
        assertThat(cosine.rateAt(500, 1000, false, 0.25)).isEqualTo(0.002 * (0.1 + 0.9 * 0.853553), within(1e-8));
        assertThat(linear.rateAt(500, 1000, true, 0.25)).isEqualTo(0.002 * (0.1 + 0.9 * 0.75), within(1e-12));
        assertThat(linear.rateAt(9, 1000, false, 0.25)).isEqualTo(0.0002 * (0.1 + 0.9 * 0.75), within(1e-12));
        assertThat(cosine.rateAt(999, 1000, true, 1)).isEqualTo(0.0002, within(1e-12));
    }

    @Test
    void aCourseWithNothingToFallToIsRefused() {
        assertThatThrownBy(() -> AdamWSpec.of(0.1).decay(AdamWSpec.Decay.LINEAR).validate())
                .hasMessageContaining("final_lr");
    }
}
