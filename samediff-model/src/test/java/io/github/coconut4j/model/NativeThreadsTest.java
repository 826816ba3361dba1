package io.github.coconut4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment says of threads changes nothing, whoever starts the program. */
class NativeThreadsTest {

    @Test
    void trainingHasOneThreadInEveryOperationAndTheSameBitsWhateverTheEnvironmentSays() throws Exception {
        List<String> plain = train(null);

        assertThat(plain).hasSize(5).last().isEqualTo("libnd4j 1, OpenBLAS 1");
        assertThat(Double.parseDouble(plain.get(0))).isPositive();
        assertThat(train("1")).isEqualTo(plain);
        assertThat(train("3")).isEqualTo(plain);
    }

    @Test
    void aNumberThatNd4jCannotStartWithIsRefusedBeforeItStarts() throws Exception {
        assertThat(train("0")).singleElement().asString().startsWith("OMP_NUM_THREADS is \"0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "1,2", " ", "99999999999"})
    void theValueIsNamed(String value) {
        assertThatThrownBy(() -> NativeThreads.requireUsable(value))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("\"" + value + "\"");
    }

    private static List<String> train(String threads) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                TrainedAnywhere.class.getName());
        builder.environment().remove("OMP_NUM_THREADS");
        if (threads != null) {
            builder.environment().put("OMP_NUM_THREADS", threads);
        }
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines()
                .filter(line -> line.matches("-?\\d+(\\.\\d+)?|libnd4j.*|OMP_.*"))
                .toList();
    }
}
