package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rule behind the verdict. A carrier has to be sufficient (with the twin's thoughts the answer is the twin's), selective (with anybody else's it is not) and necessary (corruption that keeps the norm takes the answers to chance).
 *
 * @param chance accuracy of guessing
 * @param clean answers without intervention
 * @param twins both of a pair right, if there are pairs
 * @param thoughts most thoughts of a problem
 * @param interventions what was tried on them
 */
record VerdictRule(
        double chance,
        AnswerCounts clean,
        Optional<TwinConsistency> twins,
        int thoughts,
        List<InterventionResult> interventions) {
    static final double SUFFICIENT = 0.80;
    static final double SELECTIVE = 0.25;
    static final double NECESSARY = 0.80;
    static final double UNMOVED = 0.90;
    /** Of the pairs that independent answers of this accuracy would get right, fewer than this share. */
    static final double SHORTCUT = 0.80;

    /** The verdict with its reasons, the rule that decided last. */
    record Finding(Verdict verdict, List<String> reasons) {}

    Finding find() {
        List<String> reasons = new ArrayList<>();
        AnswerCounts asPublished =
                twins.map(TwinConsistency::problems).orElse(clean); // half of all twins suit a shortcut
        reasons.add(say(
                "Without interference %.1f %% of the answers are right; guessing gives %.0f %%.",
                100 * asPublished.accuracy(), 100 * chance));
        if (asPublished.interval().low() <= chance) {
            reasons.add("That is not told apart from guessing, so there is no reasoning that thoughts could carry.");
            return new Finding(Verdict.PLACEHOLDERS, reasons);
        }
        if (twins.isPresent() && ignoresTheQuestion(twins.get(), reasons)) {
            return new Finding(Verdict.SHORTCUT, reasons);
        }
        if (clean.interval().low() <= chance) {
            reasons.add(
                    "With their twins counted that is not told apart from guessing; nothing is left that thoughts could carry.");
            return new Finding(Verdict.PLACEHOLDERS, reasons);
        }
        if (thoughts == 0) {
            reasons.add("The model has no thoughts; whatever stands in their places is the same for every problem.");
            return new Finding(Verdict.PLACEHOLDERS, reasons);
        }
        return new Finding(carriers(reasons), reasons);
    }

    private boolean ignoresTheQuestion(TwinConsistency pairs, List<String> reasons) {
        double independent = pairs.problems().accuracy() * pairs.problems().accuracy();
        reasons.add(say(
                "Of %d pairs of twins %.1f %% are right on both sides; independent answers of this accuracy would be right on %.1f %%.",
                pairs.pairs(), 100 * pairs.share(), 100 * independent));
        boolean shortcut = pairs.interval().high() < SHORTCUT * independent;
        if (shortcut) {
            reasons.add(say(
                    "That is less than %.0f %% of it: twins are answered alike, without looking at what is asked.",
                    100 * SHORTCUT));
        }
        return shortcut;
    }

    private Verdict carriers(List<String> reasons) {
        Optional<InterventionResult> twin = result(Operator.TWIN);
        Optional<InterventionResult> stranger = result(Operator.OTHER_PROBLEM);
        InterventionResult noise = result(Operator.NOISE).orElseThrow();
        double necessary = noise.loss(clean.accuracy(), chance);
        reasons.add(say(
                "Necessary: noise of the same length takes away %.0f %% of what lies above chance (needed: %.0f %%).",
                100 * necessary, 100 * NECESSARY));
        stranger.ifPresent(donor -> reasons.add(say(
                "Selective: with the thoughts of a problem drawn at random only %.1f %% are the twin's (at most %.0f %%).",
                100 * donor.follows(), 100 * SELECTIVE)));
        if (twin.isEmpty()) {
            reasons.add("These problems have no twins, so the decisive experiment could not be made.");
            boolean unmoved = noise.keeps() >= UNMOVED * clean.accuracy();
            return unmoved ? Verdict.PLACEHOLDERS : Verdict.MIXED;
        }
        reasons.add(say(
                "Sufficient: with the twin's thoughts %.1f %% of the answers are the twin's, %.1f %% stay the problem's own (needed: %.0f %%).",
                100 * twin.get().follows(), 100 * twin.get().keeps(), 100 * SUFFICIENT));
        boolean selective = stranger.isEmpty() || stranger.get().follows() <= SELECTIVE;
        if (twin.get().follows() >= SUFFICIENT && selective && necessary >= NECESSARY) {
            return Verdict.CARRIED;
        }
        return twin.get().keeps() >= UNMOVED * clean.accuracy() ? Verdict.PLACEHOLDERS : Verdict.MIXED;
    }

    private Optional<InterventionResult> result(Operator operator) {
        return interventions.stream()
                .filter(result -> result.intervention().equals(Intervention.all(operator)))
                .findFirst();
    }

    private static String say(String sentence, Object... numbers) {
        return String.format(Locale.ROOT, sentence, numbers);
    }
}
