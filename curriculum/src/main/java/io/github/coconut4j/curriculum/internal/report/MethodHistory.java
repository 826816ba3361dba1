package io.github.coconut4j.curriculum.internal.report;

import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.training.Metrics;
import io.github.coconut4j.curriculum.training.MetricsEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the folder of one run tells.
 *
 * @param method that was trained
 * @param steps every training step
 * @param evaluations every evaluation during training
 * @param chance share of them that guessing gets right, where that is known
 * @param result of the test, once finished
 */
record MethodHistory(
        String method, List<Step> steps, List<Point> evaluations, OptionalDouble chance, Optional<RunResult> result) {

    /** A training step: its number, its stage, its loss. */
    record Step(long step, int stage, double loss) {}

    /** An evaluation: after which step, in which stage, and the share of right answers. */
    record Point(long step, int stage, double accuracy) {}

    static MethodHistory of(RunFolder folder) {
        Metrics metrics = Metrics.read(folder.metrics());
        return new MethodHistory(
                metrics.last()
                        .map(MetricsEvent::method)
                        .orElse(folder.path().getFileName().toString()),
                metrics.steps().stream()
                        .map(done -> new Step(done.step(), done.stage(), done.loss()))
                        .toList(),
                metrics.evaluations().stream()
                        .map(asked -> new Point(
                                asked.step(), asked.stage(), asked.evaluation().accuracy()))
                        .toList(),
                metrics.evaluations().stream()
                        .reduce((first, last) -> last)
                        .map(asked -> asked.evaluation().chance())
                        .orElse(OptionalDouble.empty()),
                folder.readResult());
    }

    /** The last step of every stage, in order; how the stages divide the training. */
    List<Step> stageEnds() {
        List<Step> ends = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (i + 1 == steps.size()
                    || steps.get(i + 1).stage() != steps.get(i).stage()) {
                ends.add(steps.get(i));
            }
        }
        return ends;
    }

    /** The last evaluation of a stage. */
    Optional<Point> atEndOf(int stage) {
        return evaluations.stream().filter(point -> point.stage() == stage).reduce((first, last) -> last);
    }

    /** The loss as means over at most so many equal stretches, at the middle of each. */
    List<Step> smoothLoss(int stretches) {
        List<Step> means = new ArrayList<>();
        int count = Math.min(stretches, steps.size());
        for (int i = 0; i < count; i++) {
            List<Step> stretch =
                    steps.subList((int) ((long) i * steps.size() / count), (int) ((i + 1L) * steps.size() / count));
            Step middle = stretch.get(stretch.size() / 2);
            double mean = stretch.stream().mapToDouble(Step::loss).average().orElseThrow();
            means.add(new Step(middle.step(), middle.stage(), mean));
        }
        return means;
    }
}
