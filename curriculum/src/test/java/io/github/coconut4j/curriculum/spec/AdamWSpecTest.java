package io.github.coconut4j.curriculum.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamWSpecTest {
    private final AdamWSpec spec = AdamWSpec.of(0.002).warmupSteps(100).finalLr(0.1);

    @Test
    void theRateGrowsOverTheWarmUpAndStays() {
        assertThat(spec.rateAt(0, 1000, false)).isEqualTo(0.00002, within(1e-12));
        assertThat(spec.rateAt(49, 1000, false)).isEqualTo(0.001, within(1e-12));
        assertThat(spec.rateAt(99, 1000, false)).isEqualTo(0.002);
        assertThat(spec.rateAt(999, 1000, false)).isEqualTo(0.002);
    }

    @Test
    void theLastStageEndsAtItsPartOfTheRate() {
        assertThat(spec.rateAt(500, 1000, true)).isEqualTo(0.002 * 0.55, within(1e-12));
        assertThat(spec.rateAt(1000, 1000, true)).isEqualTo(0.0002, within(1e-12));
    }

    @Test
    void aFinalPartOfOneKeepsTheRate() {
        assertThat(AdamWSpec.of(0.1).rateAt(900, 1000, true)).isEqualTo(0.1);
    }
}
