package io.github.coconut4j.curriculum.audit.course;

import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.run.WholeFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files of a course: a page, and a line for each checkpoint as CSV. The same course writes the same bytes.
 *
 * @param folder they are in
 */
public record CourseFiles(Path folder) {
    /** {@return the page} */
    public Path page() {
        return folder.resolve("course.html");
    }

    /**
     * Writes both.
     *
     * @param points in the order of the training
     * @throws io.github.coconut4j.curriculum.CurriculumException if one cannot be written
     */
    public void write(List<CoursePoint> points) {
        WholeFiles.write(page(), CoursePage.of(points));
        StringBuilder csv = new StringBuilder(
                "checkpoint,epoch,training_steps,stage,thoughts,problems,right,pairs,both_right,right_without_thoughts,"
                        + "follow_twin,keep_own,follow_stranger,right_on_noise,verdict\n");
        points.forEach(point -> csv.append(line(point)).append('\n'));
        WholeFiles.write(folder.resolve("course.csv"), csv.toString());
    }

    /** What was not asked is left empty. */
    private static String line(CoursePoint point) {
        AuditReport report = point.report();
        return String.join(
                ",",
                point.checkpoint(),
                String.valueOf(point.epoch()),
                String.valueOf(point.trainingSteps()),
                String.valueOf(point.stage()),
                String.valueOf(report.thoughts()),
                String.valueOf(report.clean().all()),
                String.valueOf(report.clean().right()),
                report.twins().map(twins -> String.valueOf(twins.pairs())).orElse(""),
                report.twins().map(twins -> String.valueOf(twins.bothRight())).orElse(""),
                report.necessity().isEmpty()
                        ? ""
                        : String.valueOf(report.necessity().get(0).answers().right()),
                count(point.exchange().map(InterventionResult::followsTwin)),
                count(point.exchange().map(InterventionResult::keepsOwn)),
                count(point.stranger().map(InterventionResult::followsTwin)),
                count(point.noise().map(InterventionResult::keepsOwn)),
                report.verdict().name().toLowerCase(Locale.ROOT));
    }

    private static String count(Optional<Integer> count) {
        return count.map(String::valueOf).orElse("");
    }
}
