package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.run.RunFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {
    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void aProcessThatIsKilledAgainAndAgainEndsWithTheSameWeights() throws IOException, InterruptedException {
        Path killed = folder.resolve("killed");
        // Milliseconds after the training began: within the first epoch, and later, while checkpoints are written.
        for (long delay : new long[] {30, 400, 900}) {
            Process process = start(killed);
            try (BufferedReader output = process.inputReader()) {
                assertThat(output.lines().anyMatch(KilledRun.READY::equals)).isTrue();
                if (process.waitFor(delay, TimeUnit.MILLISECONDS)) {
                    break;
                }
                process.destroyForcibly().waitFor();
            }
        }
        Process last = start(killed);
        try (BufferedReader output = last.inputReader()) {
            assertThat(output.lines()).contains(KilledRun.READY);
            assertThat(last.waitFor()).isZero();
        }

        Path whole = folder.resolve("whole");
        KilledRun.experiment().train(whole);
        String weights = new RunFolder(whole).result().orElseThrow().checkpoint() + "/model.safetensors";
        assertThat(killed.resolve(weights)).hasSameBinaryContentAs(whole.resolve(weights));
    }

    private static Process start(Path run) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        run.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
