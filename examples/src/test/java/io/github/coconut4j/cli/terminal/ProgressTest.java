package io.github.coconut4j.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.training.TrainingListener.Evaluated;
import io.github.coconut4j.curriculum.training.TrainingListener.RunStarted;
import io.github.coconut4j.curriculum.training.TrainingListener.StageStarted;
import io.github.coconut4j.curriculum.training.TrainingListener.StepDone;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final int STEPS = 200;

    @Test
    void aFileGetsLinesThatStandForThemselves() {
        String log = show(false);

        assertThat(log).doesNotContain("\r").doesNotContain("\u001b");
        assertThat(log.lines())
                .contains("coconut: stage 2/4, thoughts 2", "coconut: after epoch 3: 75.0 % right")
                .contains("coconut: step 90/200, loss 0.500, 640 examples/s, 1:50 left");
    }

    @Test
    void stepsInAFileAreRareInTime() {
        // 200 steps of one second each, at most one line in half a minute
        assertThat(show(false).lines().filter(line -> line.contains(": step "))).hasSizeBetween(5, 7);
    }

    @Test
    void aPersonSeesABarWithStageAndLoss() {
        assertThat(show(true)).contains("coconut  100%", "12800/12800 ex", "stage 2/4");
    }

    private static String show(boolean interactive) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
        Console console = new Console(out, new PrintStream(err, true, UTF_8), interactive);
        try (Progress progress = Progress.on(console)) {
            progress.onRunStarted(new RunStarted("coconut", Path.of("runs"), 1, STEPS, 64, 1000));
            progress.onStageStarted(new StageStarted("coconut", 2, 4, 3, 2));
            progress.onEvaluated(new Evaluated("coconut", 0, 2, 2, new Evaluation(3, 1, 0, 2, 2), 0));
            for (int step = 1; step <= STEPS; step++) {
                progress.onStep(new StepDone("coconut", step, STEPS, 2, 2, 0.5, 1e-3, 1, 640, step));
            }
        }
        return err.toString(UTF_8);
    }
}
