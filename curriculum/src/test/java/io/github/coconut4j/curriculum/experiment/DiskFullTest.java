package io.github.coconut4j.curriculum.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskFullTest {
    @TempDir
    Path folder;

    /** The shell allows files of 64 KiB; the model's is smaller, the optimizer's larger. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aCheckpointThatCannotBeWrittenLeavesNothingAndTheOneBeforeIsNamed() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        Experiment experiment = TinyExperiments.coconutAlone()
                .model(Dsl.gpt2().layers(1).width(28).heads(2).positions(32).initStd(0.1));
        assertThatThrownBy(() -> experiment.train(run, new TrainingListener() {
                    @Override
                    public void onStep(StepDone event) {
                        if (event.step() == 5) {
                            throw new IllegalStateException("stopped");
                        }
                    }
                }))
                .hasMessage("stopped");
        Path first = run.resolve("checkpoints/epoch-0001");
        assertThat(Files.size(first.resolve("model.safetensors"))).isLessThan(65536);
        assertThat(Files.size(first.resolve("optimizer.safetensors"))).isGreaterThan(65536);

        Process limited = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -f 128 && exec \"$0\" -XX:-UsePerfData -cp \"$1\" \"$2\" \"$3\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        run.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(limited.getInputStream().readAllBytes(), UTF_8);

        assertThat(limited.waitFor()).as(text).isNotZero();
        assertThat(text)
                .contains("optimizer.safetensors: File too large")
                .contains("The checkpoint " + first + " is whole; --resume " + run + " goes on from there.");
        assertThat(run.resolve("checkpoints").toFile().list()).containsExactly("epoch-0001");
        assertThat(new RunFolder(run).readFailure().orElseThrow().message()).contains("File too large");

        Experiment.resume(run);
        assertThat(new RunFolder(run).readResult()).isPresent();
        assertThat(new RunFolder(run).readFailure()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(file))
                .isInstanceOf(CurriculumException.class)
                .hasMessage(file + " is a file; choose another folder with --out.");
        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(file.resolve("run")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("Could not make the folder " + file.resolve("run"));
    }
}
