package io.github.coconut4j.curriculum.audit.report;

import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.audit.NecessityPoint;
import io.github.coconut4j.curriculum.audit.TwinConsistency;
import io.github.coconut4j.curriculum.audit.Verdict;
import io.github.coconut4j.curriculum.audit.intervention.Carrier;
import io.github.coconut4j.curriculum.audit.intervention.Effect;
import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.Intervention.Downstream;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.evaluation.Interval;
import io.github.coconut4j.data.stats.Shortcut;
import io.github.coconut4j.data.stats.ShortcutTable;
import java.util.List;

/** {@code audit.json}: a report in the words of JSON, where what is not there is null. */
record AuditJson(
        Verdict verdict,
        List<String> reasons,
        String method,
        int stage,
        String data,
        int thoughts,
        double chance,
        AnswerCounts clean,
        TwinConsistency twins,
        List<NecessityPoint> necessity,
        List<Change> interventions,
        List<Shortcut> shortcuts,
        List<String> leftOut,
        AuditSettings settings) {

    /** One intervention, flat: exactly what was done, counts, and the 95 % intervals of the two shares that matter. */
    record Change(
            Operator operator,
            String formula,
            String thoughts,
            Carrier on,
            Downstream downstream,
            int keepsOwn,
            Interval keeps,
            int followsTwin,
            Interval follows,
            int neither,
            int donors,
            int flips,
            Effect effect) {
        static Change of(InterventionResult result) {
            Intervention done = result.intervention();
            return new Change(
                    done.operator(),
                    done.operator().formula(),
                    done.scope().toString(),
                    done.on(),
                    done.downstream(),
                    result.keepsOwn(),
                    Interval.wilson(result.keepsOwn(), result.all()),
                    result.followsTwin(),
                    Interval.wilson(result.followsTwin(), result.all()),
                    result.neither(),
                    result.donors(),
                    result.flips(),
                    result.effect());
        }
    }

    static AuditJson of(AuditReport report) {
        return new AuditJson(
                report.verdict(),
                report.reasons(),
                report.method(),
                report.stage(),
                report.data(),
                report.thoughts(),
                report.chance(),
                report.clean(),
                report.twins().orElse(null),
                report.necessity(),
                report.interventions().stream().map(Change::of).toList(),
                report.shortcuts().map(ShortcutTable::shortcuts).orElse(List.of()),
                report.leftOut(),
                report.settings());
    }
}
