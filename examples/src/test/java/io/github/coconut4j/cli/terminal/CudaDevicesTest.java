package io.github.coconut4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaDevicesTest {
    @ParameterizedTest
    @CsvSource({"3.5, false", "3.7, true", "8.6, true", "8.9, true", "9.0, false", "12.0, false"})
    void holdsAGpuAgainstWhatTheBackendHasCodeFor(String capability, boolean usable) {
        assertThat(CudaDevices.problem(List.of("NVIDIA Some GPU, " + capability))
                        .isEmpty())
                .isEqualTo(usable);
    }

    @Test
    void oneUsableGpuIsEnough() {
        assertThat(CudaDevices.problem(List.of("NVIDIA H100, 9.0", "NVIDIA A100, 8.0")))
                .isEmpty();
    }

    @Test
    void namesTheGpuThatWillNotDo() {
        assertThat(CudaDevices.problem(List.of("NVIDIA H100, 9.0")))
                .hasValueSatisfying(line -> assertThat(line).contains("NVIDIA H100, 9.0", "-Dcuda"));
    }

    @Test
    void saysThatThereIsNoDriver() {
        assertThat(CudaDevices.problem(List.of()))
                .hasValueSatisfying(line -> assertThat(line).contains("driver"));
    }

    @Test
    void asksNobodyWhenTheBackendIsTheCpu() {
        CudaDevices.require();
    }
}
