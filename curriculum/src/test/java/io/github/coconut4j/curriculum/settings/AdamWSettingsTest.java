package io.github.coconut4j.curriculum.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamWSettingsTest {
    private final AdamWSettings spec = AdamWSettings.of(0.002).warmupSteps(100).finalLr(0.1);

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
        assertThat(AdamWSettings.of(0.1).rateAt(900, 1000, true, 0.7)).isEqualTo(0.1);
    }

    @Test
    void theRateFallsOverTheWholeTrainingIfToldTo() {
        AdamWSettings cosine = spec.decay(AdamWSettings.Decay.COSINE);
        AdamWSettings linear = spec.decay(AdamWSettings.Decay.LINEAR);

        // a quarter of the way: (1 + cos 45 degrees) / 2 = 0.853553 of the part that falls
        assertThat(cosine.rateAt(500, 1000, false, 0.25)).isEqualTo(0.002 * (0.1 + 0.9 * 0.853553), within(1e-8));
        assertThat(linear.rateAt(500, 1000, true, 0.25)).isEqualTo(0.002 * (0.1 + 0.9 * 0.75), within(1e-12));
        assertThat(linear.rateAt(9, 1000, false, 0.25)).isEqualTo(0.0002 * (0.1 + 0.9 * 0.75), within(1e-12));
        assertThat(cosine.rateAt(999, 1000, true, 1)).isEqualTo(0.0002, within(1e-12));
    }

    @Test
    void aCourseWithNothingToFallToIsRefused() {
        assertThatThrownBy(() ->
                        AdamWSettings.of(0.1).decay(AdamWSettings.Decay.LINEAR).validate())
                .hasMessageContaining("final_lr");
    }
}
