package io.github.coconut4j.cli.audit;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.NecessityPoint;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An audit on one screen: the verdict, its reasons, and the two tables they come from. */
final class AuditText {
    private AuditText() {}

    static List<String> lines(AuditReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("%s, stage %d, on %d problems of %s: %s"
                .formatted(
                        report.method(),
                        report.stage(),
                        report.clean().all(),
                        report.data(),
                        report.verdict().words().toUpperCase(Locale.ROOT)));
        report.reasons().forEach(reason -> lines.add("  " + reason));
        if (!report.necessity().isEmpty()) {
            lines.add("");
            lines.addAll(necessity(report.necessity()));
        }
        if (!report.interventions().isEmpty()) {
            lines.add("");
            lines.addAll(interventions(report));
        }
        if (!report.leftOut().isEmpty()) {
            lines.add("");
            lines.addAll(report.leftOut());
        }
        return lines;
    }

    private static List<String> necessity(List<NecessityPoint> points) {
        Table table = new Table("thoughts given", "right", "other option", "no answer", "as with all");
        points.forEach(point -> table.add(
                point.thoughts() + (point.known() ? "" : " (*)"),
                percent(point.answers().accuracy()),
                percent(point.answers().otherShare()),
                percent(point.answers().noneShare()),
                percent(point.agreement())));
        List<String> lines = new ArrayList<>(table.lines());
        if (points.stream().anyMatch(point -> !point.known())) {
            lines.add("(*) so few thoughts were not mixed into the end of its training: it may go on in words");
        }
        return lines;
    }

    private static List<String> interventions(AuditReport report) {
        Table table = new Table(
                "in the place of the thoughts", "which", "later ones", "own", "twin's", "neither", "KL", "log p right");
        for (InterventionResult result : report.interventions()) {
            table.add(
                    result.intervention().words(),
                    result.intervention().scope().toString(),
                    result.intervention().downstream().name().toLowerCase(Locale.ROOT),
                    percent(result.keeps()),
                    percent(result.follows()),
                    percent(1 - result.keeps() - result.follows()),
                    nats("%.2f", result.effect().divergence().mean()),
                    nats("%+.2f", result.effect().logRight().mean()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("KL and log p: nats, while the model reads the right answers of %,d of the problems"
                .formatted(report.interventions().get(0).effect().problems()));
        return lines;
    }

    private static String nats(String format, double nats) {
        return String.format(Locale.ROOT, format, nats + 0.0); // not -0.00
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * Math.max(0, share));
    }
}
