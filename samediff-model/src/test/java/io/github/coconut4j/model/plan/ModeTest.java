package io.github.coconut4j.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;

class ModeTest {
    @ParameterizedTest
    @EnumSource(Mode.class)
    void onADeviceEveryPlanConsistsOfStockOps(Mode mode) {
        assertThat(mode.on(ExecutionerType.CUDA)).isEqualTo(Mode.REFERENCE);
        assertThat(mode.on(ExecutionerType.NATIVE_CPU)).isEqualTo(mode);
    }
}
