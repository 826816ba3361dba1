package io.github.coconut4j.cli.terminal;

import io.github.coconut4j.curriculum.training.AveragingCost;
import io.github.coconut4j.curriculum.training.ProgressListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;

/** One bar for each method: its share; stage, loss and last accuracy; then, where the terminal is wide enough, time left, speed and examples. */
final class ProgressBars implements Progress {
    private static final int REDRAW_MILLIS = 250;

    private final PrintStream err;
    private final AveragingCost averaging = new AveragingCost();
    private ProgressBar bar;
    private int batchSize;
    private String stage = "";
    private String accuracy = "";

    ProgressBars(PrintStream err) {
        this.err = err;
    }

    @Override
    public void onDataReady(DataReady event) {
        event.card().lines().forEach(err::println);
    }

    @Override
    public void onRunStarted(RunStarted event) {
        close();
        batchSize = event.batchSize();
        accuracy = "";
        ConsoleProgressBarConsumer terminal = new ConsoleProgressBarConsumer(err);
        terminal.getMaxRenderedLength(); // opens it, which sets signals back: before anybody listens to them
        bar = ProgressBar.builder()
                .setTaskName("%-8s".formatted(event.method()))
                .setInitialMax(event.totalSteps() * batchSize)
                .startsFrom((event.firstStep() - 1) * batchSize, Duration.ZERO)
                .setRenderer(new BarRenderer())
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(terminal)
                .build();
    }

    @Override
    public void onResumed(Resumed event) {
        close();
        ProgressListener.resumption(event).forEach(err::println);
    }

    @Override
    public void onStepSkipped(StepSkipped event) {
        say(ProgressListener.skipped(event));
    }

    @Override
    public void onStageStarted(StageStarted event) {
        stage = "stage %d/%d".formatted(event.stage(), event.finalStage());
    }

    /** Memory is worth a line in between when it makes steps slower. */
    @Override
    public void onStagePlanned(StagePlanned event) {
        if (event.memory().microBatches() > 1
                || event.answers().stream().anyMatch(answers -> answers.microBatches() > 1)) {
            err.println();
            err.println(ProgressListener.memory(event));
        }
    }

    @Override
    public void onStep(StepDone event) {
        bar.stepTo(event.step() * batchSize);
        bar.setExtraMessage(String.format(Locale.ROOT, " %s loss %.2f%s", stage, event.loss(), accuracy));
    }

    @Override
    public void onAveraged(Averaged event) {
        averaging.line(event).ifPresent(this::say);
    }

    @Override
    public void onEvaluated(Evaluated event) {
        accuracy = String.format(
                Locale.ROOT, " acc %.0f%%", 100 * event.evaluation().accuracy());
    }

    @Override
    public void onRunFinished(RunFinished event) {
        close();
    }

    @Override
    public void say(String line) {
        err.println();
        err.println(line);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
