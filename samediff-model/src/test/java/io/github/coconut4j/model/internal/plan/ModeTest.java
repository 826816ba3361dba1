package io.github.coconut4j.model.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.Mode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;

class ModeTest {
    @ParameterizedTest
    @EnumSource(Mode.class)
    void onADeviceEveryPlanConsistsOfStockOps(Mode mode) {
        assertThat(Plan.on(ExecutionerType.CUDA, mode)).isEqualTo(Mode.REFERENCE);
        assertThat(Plan.on(ExecutionerType.NATIVE_CPU, mode)).isEqualTo(mode);
    }
}
