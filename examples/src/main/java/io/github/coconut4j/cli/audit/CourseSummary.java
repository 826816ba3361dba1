package io.github.coconut4j.cli.audit;

import io.github.coconut4j.curriculum.audit.TwinConsistency;
import io.github.coconut4j.curriculum.audit.course.CoursePoint;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import java.util.List;
import java.util.Locale;

/**
 * What {@code audit --checkpoints --json} prints.
 *
 * @param verdict of the last checkpoint
 * @param checkpoints in the order of the training
 */
record CourseSummary(String verdict, List<Point> checkpoints) {

    /** A checkpoint; what could not be asked of it is null. */
    record Point(
            String checkpoint,
            int epoch,
            long trainingSteps,
            int stage,
            double accuracy,
            Double pairsRight,
            Double followsTwin,
            Double keepsOwn,
            Double accuracyOnNoise,
            String verdict) {

        static Point of(CoursePoint point) {
            return new Point(
                    point.checkpoint(),
                    point.epoch(),
                    point.trainingSteps(),
                    point.stage(),
                    point.report().clean().accuracy(),
                    point.report().twins().map(TwinConsistency::share).orElse(null),
                    point.exchange().map(InterventionResult::follows).orElse(null),
                    point.exchange().map(InterventionResult::keeps).orElse(null),
                    point.noise().map(InterventionResult::keeps).orElse(null),
                    point.report().verdict().name().toLowerCase(Locale.ROOT));
        }
    }

    static CourseSummary of(List<CoursePoint> points) {
        List<Point> all = points.stream().map(Point::of).toList();
        return new CourseSummary(all.get(all.size() - 1).verdict(), all);
    }
}
