package io.github.coconut4j.curriculum.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.training.MetricsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the folder of one run tells.
 *
 * @param method that was trained
 * @param steps every training step
 * @param evaluations every evaluation during training
 * @param result of the test, once finished
 */
record MethodHistory(String method, List<Step> steps, List<Point> evaluations, Optional<RunResult> result) {

    /** A training step: its number, its stage, its loss. */
    record Step(long step, int stage, double loss) {}

    /** An evaluation: after which step, in which stage, and the share of right answers. */
    record Point(long step, int stage, double accuracy) {}

    static MethodHistory of(RunFolder folder) {
        List<Step> steps = new ArrayList<>();
        List<Point> evaluations = new ArrayList<>();
        String method = folder.path().getFileName().toString();
        for (JsonNode line : MetricsFile.read(folder.metrics())) {
            method = line.path("method").asText();
            long step = line.path("step").asLong();
            int stage = line.path("stage").asInt();
            if (line.path("event").asText().equals("step")) {
                steps.add(new Step(step, stage, line.path("loss").asDouble()));
            } else if (line.path("event").asText().equals("evaluation")) {
                JsonNode counts = line.path("evaluation");
                double right = counts.path("right").asDouble();
                double all = right
                        + counts.path("other").asDouble()
                        + counts.path("no_answer").asDouble();
                evaluations.add(new Point(step, stage, right / all));
            }
        }
        return new MethodHistory(method, List.copyOf(steps), List.copyOf(evaluations), folder.result());
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
