package io.github.coconut4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenBLAS says itself which kernels it has taken, when it is asked to by OPENBLAS_VERBOSE. */
class BlasKernelsTest {
    @TempDir
    Path folder;

    @Test
    void aPlainJavaProgramHasTheKernelsOfItsProcessor() throws Exception {
        assumeTrue(BlasKernels.hasWideVectors(Path.of("/proc/cpuinfo")), "no AVX-512 here");

        assertThat(coreOf(null)).containsOnly("Core: " + BlasKernels.KERNELS);
    }

    @Test
    void whatTheUserHasSetIsLeftAlone() throws Exception {
        assumeTrue(BlasKernels.hasWideVectors(Path.of("/proc/cpuinfo")), "no AVX-512 here");

        assertThat(coreOf("Haswell")).containsOnly("Core: Haswell");
    }

    @ParameterizedTest
    @CsvSource({
        "flags : fpu avx2 avx512f avx512vl, true",
        "flags : fpu avx2 avx512f, false",
        "flags : fpu avx512vlx, false",
        "model name : avx512vl, false",
    })
    void theFlagsTell(String line, boolean wide) throws IOException {
        Path processors = Files.writeString(folder.resolve("cpuinfo"), "processor : 0\n" + line + "\n");

        assertThat(BlasKernels.hasWideVectors(processors)).isEqualTo(wide);
    }

    @Test
    void withoutAListNothingIsKnown() {
        assertThat(BlasKernels.hasWideVectors(folder.resolve("none"))).isFalse();
    }

    private static List<String> coreOf(String variable) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                TrainedAnywhere.class.getName());
        builder.environment().remove(BlasKernels.VARIABLE);
        if (variable != null) {
            builder.environment().put(BlasKernels.VARIABLE, variable);
        }
        builder.environment().put("OPENBLAS_VERBOSE", "2");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output.lines().filter(line -> line.startsWith("Core:")).toList();
    }
}
