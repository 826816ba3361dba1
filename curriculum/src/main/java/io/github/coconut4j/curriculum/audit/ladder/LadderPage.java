package io.github.coconut4j.curriculum.audit.ladder;

import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.evaluation.Interval;
import io.github.coconut4j.curriculum.report.Pages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code ladder.html}: what each rung is worth first, then the rungs. The page needs nothing else. */
final class LadderPage {
    private LadderPage() {}

    static String of(LadderReport report) {
        return Pages.fill(
                Pages.resource(LadderPage.class, "ladder.html"),
                Map.ofEntries(
                        Map.entry("style", Pages.style()),
                        Map.entry("experiment", Pages.escape(report.experiment())),
                        Map.entry(
                                "seeds",
                                report.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "))),
                        Map.entry("problems", String.format(Locale.ROOT, "%,d", report.problems())),
                        Map.entry("note", Pages.escape(report.note())),
                        Map.entry(
                                "gains",
                                report.gains().stream().map(LadderPage::gain).collect(Collectors.joining())),
                        Map.entry(
                                "rungs",
                                report.rungs().stream().map(LadderPage::rung).collect(Collectors.joining())),
                        Map.entry("picture", LadderChart.of(report))));
    }

    private static String gain(RungGain gain) {
        return row(
                gain.from().words(),
                gain.to().words(),
                gain.to().adds(),
                points(gain.gain()),
                points(gain.interval().low()) + " to " + points(gain.interval().high()),
                gain.seeds().stream().map(LadderPage::points).collect(Collectors.joining(" · ")));
    }

    private static String rung(RungResult result) {
        return row(
                result.rung().words(),
                result.method(),
                Pages.percent(result.accuracy()),
                interval(result.interval()),
                each(result.seeds(), AnswerCounts::accuracy),
                each(result.seeds(), AnswerCounts::otherShare),
                each(result.seeds(), AnswerCounts::noneShare));
    }

    private static String each(List<AnswerCounts> seeds, ToDoubleFunction<AnswerCounts> share) {
        return seeds.stream()
                .map(counts -> String.format(Locale.ROOT, "%.1f", 100 * share.applyAsDouble(counts)))
                .collect(Collectors.joining(" · "));
    }

    private static String interval(Interval interval) {
        return String.format(Locale.ROOT, "%.1f – %.1f", 100 * interval.low(), 100 * interval.high());
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%+.1f", 100 * share);
    }

    private static String row(String head, String... cells) {
        return Stream.of(cells)
                .map(cell -> "<td>" + Pages.escape(cell) + "</td>")
                .collect(Collectors.joining("", "<tr><th scope=\"row\">" + Pages.escape(head) + "</th>", "</tr>\n"));
    }
}
