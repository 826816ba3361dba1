package io.github.coconut4j.curriculum.page;

import io.github.coconut4j.curriculum.evaluation.ThoughtSummary;
import io.github.coconut4j.curriculum.expected.Measure;
import io.github.coconut4j.curriculum.training.TrainingListener.Evaluated;
import io.github.coconut4j.curriculum.training.TrainingListener.RunStarted;
import io.github.coconut4j.curriculum.training.TrainingListener.StageStarted;
import io.github.coconut4j.curriculum.training.TrainingListener.StepDone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the page knows of the training of one method. */
final class MethodState {
    /** Points of a loss curve: more than a screen has columns. */
    private static final int MOST_POINTS = 2000;

    private final RunStarted run;
    private final Function<String, Optional<Measure>> expected;
    private final Thinned loss = new Thinned(MOST_POINTS);
    private final Map<Integer, Stage> stages = new LinkedHashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private StepDone last;
    private int finalStage;
    private int thoughts;
    private Double test;

    /** @param expected the band of a place, a stage or the test, where it is known */
    MethodState(RunStarted run, Function<String, Optional<Measure>> expected) {
        this.run = run;
        this.expected = expected;
    }

    void add(StepDone step) {
        loss.add((double) step.step(), step.loss());
        stages.merge(
                step.stage(),
                new Stage(step.stage(), step.step(), step.step()),
                (before, now) -> new Stage(now.stage(), before.from(), now.to()));
        last = step;
    }

    void add(StageStarted stage) {
        finalStage = stage.finalStage();
        thoughts = stage.thoughts();
    }

    void add(Evaluated event) {
        double problems = Math.max(1, event.evaluation().problems());
        asked.add(new Asked(
                event.step(),
                event.evaluation().right() / problems,
                event.evaluation().other() / problems,
                event.evaluation().noAnswer() / problems,
                event.evaluation().geometry().stream().map(ThoughtSummary::norm).toList()));
    }

    void tested(double accuracy) {
        test = accuracy;
    }

    Picture picture() {
        double rate = last == null ? 0 : last.examplesPerSecond();
        long left = run.totalSteps() - (last == null ? 0 : last.step());
        int stage = last == null ? 0 : last.stage();
        Optional<Measure> band = expected.apply(test == null ? Measure.stage(stage) : Measure.TEST);
        return new Picture(
                run.method(),
                run.folder().toString(),
                run.parameters(),
                run.totalSteps(),
                last == null ? 0 : last.step(),
                stage,
                finalStage,
                thoughts,
                last == null ? 0 : last.seconds(),
                rate,
                rate > 0 ? left * run.batchSize() / rate : -1,
                loss.at(),
                loss.values(),
                List.copyOf(stages.values()),
                List.copyOf(asked),
                band.map(Measure::low).orElse(null),
                band.map(Measure::high).orElse(null),
                test);
    }

    /**
     * The steps of a stage.
     *
     * @param stage its number
     * @param from its first step
     * @param to its last step so far
     */
    record Stage(int stage, long from, long to) {}

    /**
     * Held-out problems that were asked.
     *
     * @param step after which
     * @param right share of right answers
     * @param other share of the other option
     * @param none share without an answer
     * @param norms mean length of each thought
     */
    record Asked(long step, double right, double other, double none, List<Double> norms) {}

    /** All of it, as the page's script reads it. {@code secondsLeft} is -1 while nobody knows; {@code low} and {@code high} are the expected band of this stage or the test. */
    record Picture(
            String method,
            String folder,
            long parameters,
            long totalSteps,
            long step,
            int stage,
            int finalStage,
            int thoughts,
            double seconds,
            double examplesPerSecond,
            double secondsLeft,
            List<Double> steps,
            List<Double> loss,
            List<Stage> stages,
            List<Asked> asked,
            Double low,
            Double high,
            Double test) {}
}
