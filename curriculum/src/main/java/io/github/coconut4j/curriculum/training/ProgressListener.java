package io.github.coconut4j.curriculum.training;

import io.github.coconut4j.model.run.PlanMemory;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells how a training goes on: a line at every stage and evaluation and, between them, every half minute. */
public class ProgressListener implements TrainingListener {
    private static final double SECONDS_BETWEEN_LINES = 30;

    private final PrintStream err;
    private final AveragingCost averaging = new AveragingCost();
    private double lastLine;

    /** @param err where the lines go */
    public ProgressListener(PrintStream err) {
        this.err = err;
    }

    /** {@return lines on standard error, for programs of one's own: {@code experiment.train(folder, ProgressListener.console())}} */
    public static ProgressListener console() {
        return new ProgressListener(System.err);
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
    public void onExample(String written) {
        err.println("for example " + written);
    }

    @Override
    public void onResumed(Resumed event) {
        resumption(event).forEach(err::println);
    }

    @Override
    public void onStepSkipped(StepSkipped event) {
        err.println(skipped(event));
    }

    @Override
    public void onStageStarted(StageStarted event) {
        line("%s: stage %d/%d, thoughts %d", event.method(), event.stage(), event.finalStage(), event.thoughts());
    }

    @Override
    public void onStagePlanned(StagePlanned event) {
        err.println(memory(event));
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
    public void onAveraged(Averaged event) {
        averaging.line(event).ifPresent(err::println);
    }

    @Override
    public void onEvaluated(Evaluated event) {
        line(
                "%s: after step %d (epoch %d): %.1f %% right",
                event.method(),
                event.step(),
                event.epoch() + 1,
                100 * event.evaluation().accuracy());
    }

    /**
     * {@return where a run goes on, and what could not be used}
     *
     * @param event as the listener gets it
     */
    public static List<String> resumption(Resumed event) {
        List<String> lines = new ArrayList<>();
        event.refused().forEach(why -> lines.add("%s: left out: %s".formatted(event.method(), why)));
        lines.add(event.checkpoint()
                .map(checkpoint -> "%s: goes on after step %d, from %s"
                        .formatted(event.method(), checkpoint.state().step(), checkpoint.folder()))
                .orElseGet(() -> "%s: begins anew, no checkpoint had been written".formatted(event.method())));
        return lines;
    }

    /**
     * {@return a line that says that a step was left out}
     *
     * @param event as the listener gets it
     */
    public static String skipped(StepSkipped event) {
        return "%s: step %d left out, its %s was not finite (%d so far); its batch: %s"
                .formatted(event.method(), event.step(), event.what(), event.skipped(), event.file());
    }

    /**
     * {@return what the steps of a stage take, and the answers after it}
     *
     * @param event as the listener gets it
     */
    public static String memory(StagePlanned event) {
        PlanMemory memory = event.memory();
        String limit = memory.limit() == Long.MAX_VALUE ? "" : " of %,d MiB".formatted(memory.limit() >> 20);
        String answers = event.answers()
                .map(asked -> "; answers to as many %,d MiB%s".formatted(mebibytes(asked), parts(asked)))
                .orElse("");
        return "%s: a step of %d problems takes %,d MiB%s%s%s"
                .formatted(event.method(), memory.rows(), mebibytes(memory), limit, parts(memory), answers);
    }

    private static long mebibytes(PlanMemory memory) {
        return (memory.bytes() >> 20) + 1;
    }

    private static String parts(PlanMemory memory) {
        return memory.microBatches() == 1
                ? ""
                : ", in %d micro-batches of %d".formatted(memory.microBatches(), memory.rowsAtOnce());
    }

    private static String left(StepDone event) {
        Duration left =
                Duration.ofSeconds(Math.round(event.seconds() / event.step() * (event.totalSteps() - event.step())));
        return "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart());
    }

    private void line(String format, Object... values) {
        err.println(String.format(Locale.ROOT, format, values));
    }
}
