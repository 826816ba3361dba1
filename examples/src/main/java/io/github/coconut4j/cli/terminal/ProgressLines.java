package io.github.coconut4j.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A line at every stage and evaluation and, between them, every half minute. */
final class ProgressLines implements Progress {
    private static final double SECONDS_BETWEEN_LINES = 30;

    private final PrintStream err;
    private double lastLine;

    ProgressLines(PrintStream err) {
        this.err = err;
    }

    @Override
    public void onDataReady(DataReady event) {
        event.card().lines().forEach(err::println);
    }

    @Override
    public void onRunStarted(RunStarted event) {
        lastLine = 0;
        line(
                "%s: %d steps of %d problems, %d parameters, into %s",
                event.method(), event.totalSteps(), event.batchSize(), event.parameters(), event.folder());
    }

    @Override
    public void onResumed(Resumed event) {
        Progress.resumption(event).forEach(err::println);
    }

    @Override
    public void onStepSkipped(StepSkipped event) {
        err.println(Progress.skipped(event));
    }

    @Override
    public void onStageStarted(StageStarted event) {
        line("%s: stage %d/%d, thoughts %d", event.method(), event.stage(), event.finalStage(), event.thoughts());
    }

    @Override
    public void onStagePlanned(StagePlanned event) {
        err.println(Progress.memory(event));
    }

    @Override
    public void onStep(StepDone event) {
        if (event.seconds() - lastLine >= SECONDS_BETWEEN_LINES) {
            lastLine = event.seconds();
            line(
                    "%s: step %d/%d, loss %.3f, %.0f examples/s, %s left",
                    event.method(),
                    event.step(),
                    event.totalSteps(),
                    event.loss(),
                    event.examplesPerSecond(),
                    left(event));
        }
    }

    @Override
    public void onEvaluated(Evaluated event) {
        line(
                "%s: after epoch %d: %.1f %% right",
                event.method(), event.epoch() + 1, 100 * event.evaluation().accuracy());
    }

    @Override
    public void say(String line) {
        err.println(line);
    }

    @Override
    public void close() {}

    private static String left(StepDone event) {
        Duration left =
                Duration.ofSeconds(Math.round(event.seconds() / event.step() * (event.totalSteps() - event.step())));
        return "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart());
    }

    private void line(String format, Object... values) {
        err.println(String.format(Locale.ROOT, format, values));
    }
}
