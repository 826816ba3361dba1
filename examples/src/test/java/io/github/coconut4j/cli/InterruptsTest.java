package io.github.coconut4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @ValueSource(strings = {"INT", "TERM"})
    void aTrainingThatIsInterruptedIsSavedAndSaysHowToGoOn(String signal) throws IOException, InterruptedException {
        Path config = Files.writeString(
                folder.resolve("long.yaml"),
                """
                name: long
                data: {type: graph_search, hops: 2, problems_per_epoch: 1000000}
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32}
                method: {type: coconut, special_markers: false}
                curriculum: {stages: 1, epochs: [1, 1]}
                """);
        Path run = folder.resolve("run");
        Process training = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "train",
                        config.toString(),
                        "--out",
                        run.toString())
                .redirectErrorStream(true)
                .start();
        String last = "";
        try (BufferedReader lines = training.inputReader(UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.contains("stage 0/1")) {
                line = lines.readLine();
            }
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(training.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            for (line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        }

        assertThat(training.waitFor()).isEqualTo(ExitCode.STOPPED);
        assertThat(last)
                .startsWith("coconut: Stopped after step ")
                .endsWith("./coconut train --resume " + run + " goes on.");
        assertThat(run.resolve("checkpoints").toFile().list()).hasSize(1).allMatch(name -> name.contains("-step-"));
        assertThat(Cli.run("runs", run.toString()).out()).contains("stopped");
    }
}
