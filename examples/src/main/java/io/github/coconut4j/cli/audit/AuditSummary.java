package io.github.coconut4j.cli.audit;

import io.github.coconut4j.curriculum.audit.AuditReport;
import java.util.List;
import java.util.Locale;

/**
 * What {@code audit --json} prints.
 *
 * @param verdict {@code carried}, {@code mixed}, {@code placeholders}, {@code shortcut}, or {@code undecided} where the problems are too few
 * @param reasons the rule that led to it
 * @param method the model was trained with
 * @param stage it had reached
 * @param problems that were asked
 * @param accuracy without interference
 * @param pairsRight share of twins that were right on both sides; null without twins
 */
record AuditSummary(
        String verdict,
        List<String> reasons,
        String method,
        int stage,
        int problems,
        double accuracy,
        Double pairsRight) {

    static AuditSummary of(AuditReport report) {
        return new AuditSummary(
                report.verdict().name().toLowerCase(Locale.ROOT),
                report.reasons(),
                report.method(),
                report.stage(),
                report.clean().all(),
                report.clean().accuracy(),
                report.twins().map(twins -> twins.share()).orElse(null));
    }
}
