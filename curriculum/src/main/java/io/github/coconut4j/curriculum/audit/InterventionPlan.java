package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.audit.intervention.Carrier;
import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
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
            plan.addAll(singles(Intervention.all(Operator.TWIN), thoughts, quick));
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
        plan.addAll(onKeysAndValues(thoughts, paired, quick));
        if (!quick) {
            plan.addAll(singles(Intervention.all(Operator.MEAN_OF_STEP), thoughts, false));
            plan.addAll(singles(Intervention.all(Operator.NOISE), thoughts, false));
            plan.addAll(singles(Intervention.all(Operator.ZERO), thoughts, false));
            for (int k = 0; k < thoughts; k++) {
                plan.add(Intervention.all(Operator.REMOVED).thought(k + 1).frozen());
            }
            for (int k = 1; k < thoughts - 1; k++) {
                plan.add(Intervention.all(Operator.MEAN_OF_STEP).upTo(k + 1));
                plan.add(Intervention.all(Operator.MEAN_OF_STEP).from(k + 1));
            }
        }
        return plan;
    }

    /** On keys and values instead of the vectors that are fed back; with all of them changed it is the same whether the vectors are rerolled or frozen, for nobody sees these. */
    private static List<Intervention> onKeysAndValues(int thoughts, boolean paired, boolean quick) {
        List<Intervention> plan = new ArrayList<>();
        Intervention twins = Intervention.all(Operator.TWIN);
        if (paired) {
            plan.add(twins.on(Carrier.KEYS_VALUES));
            if (!quick) {
                plan.add(twins.on(Carrier.KEYS));
                plan.add(twins.on(Carrier.VALUES));
                plan.addAll(singles(twins.on(Carrier.KEYS_VALUES), thoughts, false));
            }
        }
        List<Operator> others = quick
                ? List.of(Operator.OTHER_PROBLEM, Operator.NOISE)
                : List.of(Operator.SELF, Operator.OTHER_PROBLEM, Operator.NOISE, Operator.MEAN_OF_STEP, Operator.ZERO);
        others.forEach(operator -> plan.add(Intervention.all(operator).on(Carrier.KEYS_VALUES)));
        return plan;
    }

    /** Each thought alone; with the later ones as they were, too, unless that is left out. */
    private static List<Intervention> singles(Intervention all, int thoughts, boolean quick) {
        List<Intervention> singles = new ArrayList<>();
        for (int k = 1; k <= thoughts; k++) {
            singles.add(all.thought(k));
            if (!quick) {
                singles.add(all.thought(k).frozen());
            }
        }
        return singles;
    }
}
