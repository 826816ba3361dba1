package io.github.coconut4j.curriculum.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.internal.training.MetricsFile;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.training.TrainingListener.Evaluated;
import io.github.coconut4j.curriculum.training.TrainingListener.StepDone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    @Test
    void thePageHoldsTheNumbersOfEveryRun() throws IOException {
        RunFolder coconut = run("coconut", 0.5, 0.996);
        coconut.finish(new RunResult(
                "coconut", new Evaluation(3984, 12, 4, 2, 4), 4, 7000, 448_000, 181.4, "checkpoints/epoch-0007", 0));
        RunFolder cot = run("cot", 0.5, 0.8);
        cot.finish(new RunResult(
                "cot", new Evaluation(3188, 700, 112, 6, 0), 4, 7000, 448_000, 170, "checkpoints/epoch-0007", 0));
        RunFolder unfinished = run("no_cot", 0.49, 0.51);

        Path page = folder.resolve("report.html");
        Report.write(page, "<quickstart>", "name: \"<quickstart>\"", List.of(coconut, cot, unfinished));

        assertThat(Files.readString(page))
                .contains("&lt;quickstart&gt;")
                .contains("99.6 %", "99.4 %", "99.8 %", ">3,984<", ">12<", ">4<", ">448,000<", ">181<")
                .contains("79.7 %", "78.4 %", "80.9 %", ">700<", ">112<")
                .contains("51.0 %")
                .contains("stage 0", "stage 4", "currentColor")
                .doesNotContain("<quickstart>", "{{", "<script", "href=");
    }

    @Test
    void everyChartOfAccuracyHasALineForGuessingWhereEveryProblemHasTwoOptions() throws IOException {
        RunFolder run = asked("guessing", 10, 10);
        Path page = folder.resolve("report.html");
        Path bands = folder.resolve("bands.html");

        Report.write(page, "guessing", "", List.of(run));
        BandPage.write(bands, "bands", "", "", List.of(new BandPage.Part(run, List.of())));

        assertThat(count(page, "chance 50 %")).isEqualTo(4); // curves and bars, each for wide and for narrow windows
        assertThat(count(bands, "chance 50 %")).isEqualTo(2);
    }

    @Test
    void noLineIsDrawnWhereSomeProblemHasNoOptions() throws IOException {
        RunFolder run = asked("open", 10, 9);
        Path page = folder.resolve("report.html");

        Report.write(page, "open", "", List.of(run));

        assertThat(page).content().doesNotContain("chance");
    }

    private RunFolder asked(String method, int problems, int twoOptions) {
        RunFolder run = RunFolder.create(folder.resolve(method), "");
        Evaluation answers = new Evaluation(problems / 2, problems - problems / 2, 0, 1, 1, List.of(), twoOptions);
        try (MetricsFile metrics = new MetricsFile(run.metrics(), Optional.empty())) {
            metrics.onStep(new StepDone(method, 1, 1, 0, 0, 1, 1e-3, 1, 100, 1));
            metrics.onEvaluated(new Evaluated(method, 1, 0, 0, answers, 1));
        }
        run.finish(new RunResult(method, answers, 0, 1, 8, 1, "checkpoints/epoch-0001", 0));
        return run;
    }

    private static int count(Path page, String words) throws IOException {
        return Files.readString(page).split(words, -1).length - 1;
    }

    @Test
    void aRunThatHasJustBegunHasAPageToo() throws IOException {
        RunFolder empty = RunFolder.create(folder.resolve("empty"), "");

        Report.write(folder.resolve("report.html"), "empty", "", List.of(empty));

        assertThat(folder.resolve("report.html")).content().contains("<h1>empty</h1>");
    }

    @Test
    void theLossIsAveragedOverEqualStretches() throws IOException {
        MethodHistory history = MethodHistory.of(run("coconut", 0.5, 0.9));

        List<MethodHistory.Step> smooth = history.smoothLoss(7);

        // Steps 10 to 700 in tens; the loss of step s is 2 / s.
        assertThat(smooth).hasSize(7);
        double first = 0;
        for (int step = 10; step <= 100; step += 10) {
            first += 2.0 / step / 10;
        }
        assertThat(smooth.get(0).loss()).isCloseTo(first, within(1e-12));
        assertThat(history.stageEnds())
                .extracting(MethodHistory.Step::step)
                .containsExactly(200L, 300L, 400L, 500L, 700L);
    }

    /** A run of 70 noted steps over stages of 2, 1, 1, 1 and 2 hundred steps, whose accuracy rises evenly. */
    private RunFolder run(String method, double from, double to) throws IOException {
        RunFolder run = RunFolder.create(folder.resolve(method), "");
        try (MetricsFile metrics = new MetricsFile(run.metrics(), Optional.empty())) {
            for (int step = 10; step <= 700; step += 10) {
                int stage = Math.max(0, Math.min(4, (step - 1) / 100 - 1));
                metrics.onStep(new StepDone(method, step, 700, 0, stage, 2.0 / step, 1e-3, 1, 100, step));
                if (step % 50 == 0) {
                    int right = (int) Math.round(1000 * (from + (to - from) * step / 700));
                    metrics.onEvaluated(
                            new Evaluated(method, step, 0, stage, new Evaluation(right, 1000 - right, 0, 2, 4), step));
                }
            }
        }
        return run;
    }
}
