package io.github.coconut4j.cli.audit;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.audit.TwinConsistency;
import io.github.coconut4j.curriculum.audit.course.CoursePoint;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A course on one screen: a line for each checkpoint. */
final class CourseText {
    private CourseText() {}

    static List<String> lines(List<CoursePoint> points) {
        Table table = new Table(
                "checkpoint", "stage", "right", "both of a pair", "follow twin's", "keep own", "on noise", "verdict");
        for (CoursePoint point : points) {
            table.add(
                    point.checkpoint(),
                    String.valueOf(point.stage()),
                    percent(Optional.of(point.report().clean().accuracy())),
                    percent(point.report().twins().map(TwinConsistency::share)),
                    percent(point.exchange().map(InterventionResult::follows)),
                    percent(point.exchange().map(InterventionResult::keeps)),
                    percent(point.noise().map(InterventionResult::keeps)),
                    point.report().verdict().words());
        }
        List<String> lines = new ArrayList<>(table.lines());
        if (points.size() == 1) {
            lines.add("One checkpoint is no course: train with checkpoints.keep set to best_per_stage or all.");
        }
        return lines;
    }

    private static String percent(Optional<Double> share) {
        return share.map(value -> String.format(Locale.ROOT, "%.1f %%", 100 * value))
                .orElse("-");
    }
}
