package io.github.coconut4j.curriculum.audit.report;

import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.NecessityPoint;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import io.github.coconut4j.curriculum.audit.exhibit.ExhibitSection;
import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Mean;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.audit.intervention.Scope;
import io.github.coconut4j.curriculum.evaluation.Interval;
import io.github.coconut4j.curriculum.report.Pages;
import io.github.coconut4j.data.stats.Shortcut;
import io.github.coconut4j.data.stats.ShortcutTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code audit.html}: the verdict first, then what it rests on. The page needs nothing else. */
final class AuditPage {
    private AuditPage() {}

    /**
     * Writes the page.
     *
     * @param further what else was looked at
     * @param leftOut further experiments that were left out, and why
     */
    static String of(AuditReport report, List<Exhibit> further, List<String> leftOut) {
        List<String> allLeftOut =
                Stream.concat(report.leftOut().stream(), leftOut.stream()).toList();
        List<InterventionResult> whole = report.interventions().stream()
                .filter(result -> result.intervention().scope().equals(Scope.ALL))
                .toList();
        List<InterventionResult> parts = report.interventions().stream()
                .filter(result -> !result.intervention().scope().equals(Scope.ALL))
                .toList();
        return Pages.fill(
                Pages.resource(AuditPage.class, "audit.html"),
                Map.ofEntries(
                        Map.entry("style", Pages.style()),
                        Map.entry("verdict", Pages.escape(report.verdict().words())),
                        Map.entry("method", Pages.escape(report.method())),
                        Map.entry("stage", String.valueOf(report.stage())),
                        Map.entry("data", Pages.escape(report.data())),
                        Map.entry(
                                "problems",
                                String.format(Locale.ROOT, "%,d", report.clean().all())),
                        Map.entry("reasons", items(report.reasons())),
                        Map.entry("twins", twins(report)),
                        Map.entry("necessity", necessity(report)),
                        Map.entry("exchange", whole.isEmpty() ? "" : exchange(whole, report)),
                        Map.entry(
                                "parts",
                                parts.isEmpty()
                                        ? ""
                                        : section(
                                                "parts",
                                                AuditCharts.interventions(parts, chance(report), "parts"),
                                                table(parts, report))),
                        Map.entry(
                                "further",
                                further.stream().map(ExhibitSection::of).collect(Collectors.joining())),
                        Map.entry(
                                "shortcuts",
                                report.shortcuts().map(AuditPage::shortcuts).orElse("")),
                        Map.entry(
                                "leftOut",
                                allLeftOut.isEmpty() ? "" : "<h2>Left out</h2>\n<ul>" + items(allLeftOut) + "</ul>"),
                        Map.entry("seed", String.valueOf(report.settings().seed()))));
    }

    /** The audit says 0 where guessing has no known share. */
    private static OptionalDouble chance(AuditReport report) {
        return report.chance() > 0 ? OptionalDouble.of(report.chance()) : OptionalDouble.empty();
    }

    private static String items(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> "<li>" + Pages.escape(sentence) + "</li>\n")
                .collect(Collectors.joining());
    }

    private static String twins(AuditReport report) {
        return report.twins()
                .map(twins ->
                        "<p>Both of a pair right: <b>%s</b> (%s) of %,d pairs. Guessing gives 25 %%, answering without looking at what is asked 0 %%.</p>"
                                .formatted(Pages.percent(twins.share()), interval(twins.interval()), twins.pairs()))
                .orElse("");
    }

    private static String necessity(AuditReport report) {
        if (report.necessity().isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        for (NecessityPoint point : report.necessity()) {
            AnswerCounts answers = point.answers();
            rows.append(row(
                    String.valueOf(point.thoughts()),
                    Pages.percent(answers.accuracy()),
                    interval(answers.interval()),
                    Pages.percent(answers.otherShare()),
                    Pages.percent(answers.noneShare()),
                    Pages.percent(point.agreement()),
                    point.known() ? "yes" : "no"));
        }
        return section("necessity", AuditCharts.necessity(report.necessity(), chance(report)), rows.toString());
    }

    private static String exchange(List<InterventionResult> whole, AuditReport report) {
        return Pages.fill(
                Pages.resource(AuditPage.class, "exchange.html"),
                Map.of(
                        "picture", AuditCharts.interventions(whole, chance(report), "exchange"),
                        "rows", table(whole, report),
                        "read",
                                String.format(
                                        Locale.ROOT,
                                        "%,d",
                                        whole.get(0).effect().problems())));
    }

    private static String table(List<InterventionResult> results, AuditReport report) {
        StringBuilder rows = new StringBuilder();
        for (InterventionResult result : results) {
            Intervention done = result.intervention();
            double loss = result.loss(report.clean().accuracy(), report.chance());
            rows.append(row(
                    done.operator().words(),
                    done.scope().toString(),
                    done.on().words(),
                    done.downstream().name().toLowerCase(Locale.ROOT),
                    count(result.keepsOwn(), result.all()),
                    count(result.followsTwin(), result.all()),
                    count(result.neither(), result.all()),
                    isExchange(done) ? count(result.donors(), result.all()) : "–",
                    count(result.flips(), result.all()),
                    Double.isNaN(loss) ? "–" : Pages.percent(loss),
                    mean(result.effect().divergence()),
                    mean(result.effect().logRight())));
        }
        return rows.toString();
    }

    /** A mean with its 95 % interval. */
    private static String mean(Mean mean) {
        return String.format(Locale.ROOT, "%.2f (%.2f – %.2f)", mean.mean(), mean.low(), mean.high());
    }

    private static boolean isExchange(Intervention done) {
        return done.operator() == Operator.TWIN || done.operator() == Operator.OTHER_PROBLEM;
    }

    private static String shortcuts(ShortcutTable table) {
        StringBuilder rows = new StringBuilder();
        for (Shortcut shortcut : table.shortcuts()) {
            rows.append(row(
                    shortcut.rule(),
                    Pages.percent(shortcut.accuracy()),
                    interval(new Interval(shortcut.low(), shortcut.high()))));
        }
        return section("shortcuts", "<p>" + Pages.escape(table.verdict()) + "</p>", rows.toString());
    }

    private static String section(String name, String picture, String rows) {
        return Pages.fill(Pages.resource(AuditPage.class, name + ".html"), Map.of("picture", picture, "rows", rows));
    }

    private static String row(String head, String... cells) {
        StringBuilder row = new StringBuilder("<tr><th scope=\"row\">")
                .append(Pages.escape(head))
                .append("</th>");
        for (String cell : cells) {
            row.append("<td>").append(Pages.escape(cell)).append("</td>");
        }
        return row.append("</tr>\n").toString();
    }

    /** A share with its 95 % interval. */
    private static String count(int count, int all) {
        double share = all == 0 ? 0 : (double) count / all;
        return Pages.percent(share) + " (" + interval(Interval.wilson(count, all)) + ")";
    }

    private static String interval(Interval interval) {
        return String.format(Locale.ROOT, "%.1f – %.1f", 100 * interval.low(), 100 * interval.high());
    }
}
