package io.github.coconut4j.curriculum.audit.course;

import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.NecessityPoint;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.evaluation.Interval;
import io.github.coconut4j.curriculum.report.Pages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code course.html}: the curve, and a row for each checkpoint. The page needs nothing else. */
final class CoursePage {
    private static final String NONE = "–";

    private CoursePage() {}

    static String of(List<CoursePoint> points) {
        AuditReport last = points.get(points.size() - 1).report();
        return Pages.fill(
                Pages.resource(CoursePage.class, "course.html"),
                Map.ofEntries(
                        Map.entry("style", Pages.style()),
                        Map.entry("method", Pages.escape(last.method())),
                        Map.entry("data", Pages.escape(last.data())),
                        Map.entry("checkpoints", String.valueOf(points.size())),
                        Map.entry(
                                "problems",
                                String.format(Locale.ROOT, "%,d", last.clean().all())),
                        Map.entry("picture", CourseChart.of(points)),
                        Map.entry("rows", points.stream().map(CoursePage::row).collect(Collectors.joining())),
                        Map.entry("seed", String.valueOf(last.settings().seed()))));
    }

    private static String row(CoursePoint point) {
        AuditReport report = point.report();
        AnswerCounts clean = report.clean();
        return Stream.of(
                        String.valueOf(point.stage()),
                        String.format(Locale.ROOT, "%,d", point.trainingSteps()),
                        share(clean.right(), clean.all()),
                        withoutThoughts(report),
                        report.twins()
                                .map(twins -> share(twins.bothRight(), twins.pairs()))
                                .orElse(NONE),
                        share(point.exchange(), InterventionResult::followsTwin),
                        share(point.exchange(), InterventionResult::keepsOwn),
                        share(point.stranger(), InterventionResult::followsTwin),
                        share(point.noise(), InterventionResult::keepsOwn),
                        report.verdict().words())
                .map(cell -> "<td>" + Pages.escape(cell) + "</td>")
                .collect(Collectors.joining(
                        "", "<tr><th scope=\"row\">" + Pages.escape(point.checkpoint()) + "</th>", "</tr>\n"));
    }

    /** Marked where training had not shown the model so few thoughts. */
    private static String withoutThoughts(AuditReport report) {
        if (report.necessity().isEmpty()) {
            return NONE;
        }
        NecessityPoint none = report.necessity().get(0);
        return share(none.answers().right(), none.answers().all()) + (none.known() ? "" : " not seen in training");
    }

    private static String share(Optional<InterventionResult> result, ToIntFunction<InterventionResult> count) {
        return result.map(done -> share(count.applyAsInt(done), done.all())).orElse(NONE);
    }

    private static String share(int count, int all) {
        Interval interval = Interval.wilson(count, all);
        return String.format(
                Locale.ROOT,
                "%.1f %% (%.1f – %.1f)",
                100.0 * count / Math.max(1, all),
                100 * interval.low(),
                100 * interval.high());
    }
}
