package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.data.stats.ShortcutTable;
import java.util.List;
import java.util.Optional;

/**
 * What an audit found.
 *
 * @param verdict what it comes to
 * @param reasons the rule that led to it, a sentence for each piece of evidence
 * @param method the model was trained with
 * @param stage it had reached
 * @param data name of the problems
 * @param thoughts most thoughts of a problem
 * @param chance accuracy of guessing: one half where every problem has two options, else 0
 * @param clean answers without intervention
 * @param twins both of a pair right; empty if the problems have no twins
 * @param necessity answers after k = 0 .. all thoughts
 * @param interventions what changes of the thoughts did to the answers; empty if there are no thoughts
 * @param shortcuts how far one gets on the same problems without reasoning; empty if there is no table for such problems
 * @param leftOut experiments and problems that were left out, and why
 * @param settings it was made with
 */
public record AuditReport(
        Verdict verdict,
        List<String> reasons,
        String method,
        int stage,
        String data,
        int thoughts,
        double chance,
        AnswerCounts clean,
        Optional<TwinConsistency> twins,
        List<NecessityPoint> necessity,
        List<InterventionResult> interventions,
        Optional<ShortcutTable> shortcuts,
        List<String> leftOut,
        AuditSettings settings) {

    public AuditReport {
        reasons = List.copyOf(reasons);
        necessity = List.copyOf(necessity);
        interventions = List.copyOf(interventions);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * {@return the result of one intervention, if it was made}
     *
     * @param intervention equal to the one that was asked for
     */
    public Optional<InterventionResult> result(Intervention intervention) {
        return interventions.stream()
                .filter(result -> result.intervention().equals(intervention))
                .findFirst();
    }
}
