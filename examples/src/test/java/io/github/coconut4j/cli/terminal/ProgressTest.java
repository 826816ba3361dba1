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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    private static final int STEPS = 200;

    @Test
    void aFileGetsLinesThatStandForThemselves() {
        String log = show(false);

        assertThat(log).doesNotContain("\r").doesNotContain("\u001b");
        assertThat(log.lines())
                .contains("coconut: stage 2/4, thoughts 2", "coconut: after step 0 (epoch 3): 75.0 % right")
                .contains("coconut: step 90/200, loss 0.500, 640 examples/s, 1:50 left");
    }

    @Test
    void stepsInAFileAreRareInTime() {
        // 200 steps of one second each, at most one line in half a minute
        assertThat(show(false).lines().filter(line -> line.contains(": step "))).hasSizeBetween(5, 7);
    }

    @Test
    void aPersonSeesABarWithStageAndLoss() {
        assertThat(show(true)).contains("coconut  100% [====", "stage 2/4 loss 0.50 acc 75%");
    }

    /** A name of 18 letters, ten stages, a loss above 10: longer than any line of the shipped configurations. */
    @ParameterizedTest
    @ValueSource(ints = {76, 80, 100, 160})
    void theBarLeavesRoomForTheAccuracyAndFillsItsLine(int width) {
        Lines lines = new Lines(width);
        try (ProgressBar bar = ProgressBar.builder()
                .setTaskName("pause_per_position")
                .setInitialMax(64_000_000)
                .setConsumer(lines)
                .setRenderer(new BarRenderer())
                .build()) {
            bar.stepTo(16_000_000);
            bar.setExtraMessage(" stage 10/10 loss 12.34 acc 100%");
        }

        assertThat(lines.all.get(lines.all.size() - 1))
                .hasSize(width)
                .startsWith("pause_per_position  25% [==")
                .contains("]  stage 10/10 loss 12.34 acc 100%");
    }

    /** A terminal of a width. */
    private static final class Lines implements ProgressBarConsumer {
        private final List<String> all = new CopyOnWriteArrayList<>();
        private final int width;

        Lines(int width) {
            this.width = width;
        }

        @Override
        public int getMaxRenderedLength() {
            return width;
        }

        @Override
        public void accept(String line) {
            all.add(line);
        }

        @Override
        public void close() {}
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
