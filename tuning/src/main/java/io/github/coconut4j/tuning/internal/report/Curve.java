package io.github.coconut4j.tuning.internal.report;

import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.Metrics;
import java.util.List;

/**
 * The validation accuracy of one candidate along its training.
 *
 * @param candidate its number
 * @param points in the order of the steps
 */
record Curve(int candidate, List<Point> points) {

    /** After which step, and the share of right answers. */
    record Point(long step, double accuracy) {}

    static Curve of(int candidate, RunFolder run) {
        return new Curve(
                candidate,
                Metrics.read(run.metrics()).evaluations().stream()
                        .map(asked -> new Point(asked.step(), asked.evaluation().accuracy()))
                        .toList());
    }
}
