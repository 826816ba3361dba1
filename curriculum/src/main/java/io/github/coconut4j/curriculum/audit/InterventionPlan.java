package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.Intervention.Downstream;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.audit.intervention.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is done to the thoughts, in the order it is done, the decisive exchange first. */
final class InterventionPlan {
    private InterventionPlan() {}

    /**
     * Chosen interventions, behind those that the verdict rests on.
     *
     * @param paired whether the problems have twins; without, nothing that needs one is done
     */
    static List<Intervention> of(List<Intervention> chosen, boolean paired) {
        Set<Intervention> plan = new LinkedHashSet<>();
        plan.add(Intervention.all(Operator.TWIN));
        plan.add(Intervention.all(Operator.OTHER_PROBLEM));
        plan.add(Intervention.all(Operator.NOISE));
        plan.addAll(chosen);
        return plan.stream()
                .filter(what -> paired || what.operator() != Operator.TWIN)
                .toList();
    }

    /**
     * Everything.
     *
     * @param thoughts of the problem that has most
     * @param quick whether the interventions on single thoughts, prefixes and suffixes are left out, but for the exchange
     */
    static List<Intervention> all(int thoughts, boolean paired, boolean quick) {
        List<Intervention> plan = new ArrayList<>();
        plan.add(Intervention.all(Operator.SELF));
        if (paired) {
            plan.add(Intervention.all(Operator.TWIN));
            plan.addAll(singles(Operator.TWIN, thoughts, quick));
        }
        plan.add(Intervention.all(Operator.OTHER_PROBLEM));
        plan.add(Intervention.all(Operator.NOISE));
        plan.add(Intervention.all(Operator.MEAN_OF_STEP));
        plan.add(Intervention.all(Operator.MEAN));
        plan.add(Intervention.all(Operator.ZERO));
        plan.add(Intervention.all(Operator.PAUSE));
        plan.add(Intervention.all(Operator.ADDED_NOISE));
        plan.add(Intervention.all(Operator.FIRST));
        plan.add(Intervention.all(Operator.PERMUTED));
        if (!quick) {
            plan.addAll(singles(Operator.MEAN_OF_STEP, thoughts, false));
            plan.addAll(singles(Operator.NOISE, thoughts, false));
            plan.addAll(singles(Operator.ZERO, thoughts, false));
            for (int k = 0; k < thoughts; k++) {
                plan.add(Intervention.all(Operator.REMOVED).thought(k + 1).frozen());
            }
            for (int k = 1; k < thoughts - 1; k++) {
                plan.add(new Intervention(Operator.MEAN_OF_STEP, Scope.prefix(k), Downstream.REROLLED));
                plan.add(new Intervention(Operator.MEAN_OF_STEP, Scope.suffix(k), Downstream.REROLLED));
            }
        }
        return plan;
    }

    /** Each thought alone; with the later ones as they were, too, unless that is left out. */
    private static List<Intervention> singles(Operator operator, int thoughts, boolean quick) {
        List<Intervention> singles = new ArrayList<>();
        for (int k = 0; k < thoughts; k++) {
            singles.add(new Intervention(operator, Scope.one(k), Downstream.REROLLED));
            if (!quick) {
                singles.add(new Intervention(operator, Scope.one(k), Downstream.FROZEN));
            }
        }
        return singles;
    }
}
