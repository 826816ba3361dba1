package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.evaluation.Interval;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
    /** Of what lies above chance: a model that may have so much of it is not known to guess. */
    static final double GUESSING = 0.40;
    /** An interval wider than this that holds a bound leaves open on which side of it the model is. */
    static final double WIDE = 0.10;

    /** Whether a share is known to reach a bound. */
    private enum Reach {
        YES,
        NO,
        OPEN
    }

    /** The verdict with its reasons, the rule that decided last. */
    record Finding(Verdict verdict, List<String> reasons) {}

    Finding find() {
        List<String> reasons = new ArrayList<>();
        AnswerCounts asPublished =
                twins.map(TwinConsistency::problems).orElse(clean); // half of all twins suit a shortcut
        String withTwins = twins.isPresent() ? say(" (%.1f %% of them and their twins)", 100 * clean.accuracy()) : "";
        reasons.add(say(
                "Without interference %.1f %% of the problems are answered right%s; guessing gives %.0f %%.",
                100 * asPublished.accuracy(), withTwins, 100 * chance));
        if (asPublished.interval().low() <= chance) {
            return new Finding(
                    guessing(
                            asPublished,
                            "That is not told apart from guessing, so there is no reasoning that thoughts could carry.",
                            reasons),
                    reasons);
        }
        if (twins.isPresent() && ignoresTheQuestion(twins.get(), reasons)) {
            return new Finding(Verdict.SHORTCUT, reasons);
        }
        if (clean.interval().low() <= chance) {
            return new Finding(
                    guessing(
                            clean,
                            "With their twins counted that is not told apart from guessing; nothing is left that thoughts could carry.",
                            reasons),
                    reasons);
        }
        if (thoughts == 0) {
            reasons.add("The model has no thoughts; whatever stands in their places is the same for every problem.");
            return new Finding(Verdict.PLACEHOLDERS, reasons);
        }
        return new Finding(carriers(reasons), reasons);
    }

    /** Of answers whose interval reaches down to chance; it must not reach far up as well. */
    private Verdict guessing(AnswerCounts answers, String sentence, List<String> reasons) {
        double able = chance + GUESSING * (1 - chance);
        if (answers.interval().high() >= able) {
            reasons.add(say(
                    "Too few problems: a model that guesses and one that answers %.0f %% right can both come to this (95 %% interval %.0f to %.0f %%, %d answers).",
                    100 * able,
                    100 * answers.interval().low(),
                    100 * answers.interval().high(),
                    answers.all()));
            return Verdict.UNDECIDED;
        }
        reasons.add(
                answers.interval().high() < chance
                        ? say(
                                "That is less than guessing gives (%.1f %% other options, %.1f %% no answer), so there is no reasoning that thoughts could carry.",
                                100.0 * answers.other() / answers.all(), 100.0 * answers.none() / answers.all())
                        : sentence);
        return Verdict.PLACEHOLDERS;
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
                "%s: noise of the same length takes away %.0f %% of what lies above chance (needed: %.0f %%).",
                necessary >= NECESSARY ? "Necessary" : "Not necessary", 100 * necessary, 100 * NECESSARY));
        stranger.ifPresent(donor -> reasons.add(say(
                "%s: with the thoughts of a problem drawn at random %.1f %% are the twin's (at most %.0f %%).",
                donor.follows() <= SELECTIVE ? "Selective" : "Not selective", 100 * donor.follows(), 100 * SELECTIVE)));
        if (twin.isEmpty()) {
            reasons.add("These problems have no twins, so the decisive experiment could not be made.");
            return unmoved(noise, reasons);
        }
        reasons.add(say(
                "%s: with the twin's thoughts %.1f %% of the answers are the twin's, %.1f %% stay the problem's own (needed: %.0f %%).",
                twin.get().follows() >= SUFFICIENT ? "Sufficient" : "Not sufficient",
                100 * twin.get().follows(),
                100 * twin.get().keeps(),
                100 * SUFFICIENT));
        double lost = clean.accuracy() - NECESSARY * (clean.accuracy() - chance);
        Set<Reach> carrier = EnumSet.of(
                reach(twin.get().followsTwin(), twin.get().all(), SUFFICIENT),
                below(noise.keepsOwn(), noise.all(), lost),
                stranger.map(donor -> below(donor.followsTwin(), donor.all(), SELECTIVE))
                        .orElse(Reach.YES));
        if (carrier.contains(Reach.NO)) {
            return unmoved(twin.get(), reasons);
        }
        return carrier.contains(Reach.OPEN) ? tooFew(twin.get().all(), reasons) : Verdict.CARRIED;
    }

    /** Thoughts whose change leaves the right answers as they are hold places; others do part of the work. */
    private Verdict unmoved(InterventionResult change, List<String> reasons) {
        return switch (reach(change.keepsOwn(), change.all(), UNMOVED * clean.accuracy())) {
            case YES -> Verdict.PLACEHOLDERS;
            case NO -> Verdict.MIXED;
            case OPEN -> tooFew(change.all(), reasons);
        };
    }

    private static Verdict tooFew(int answers, List<String> reasons) {
        reasons.add(say(
                "Too few problems: with %d answers a 95 %% interval that decides is more than %.0f points wide and holds its bound.",
                answers, 100 * WIDE));
        return Verdict.UNDECIDED;
    }

    private static Reach reach(int count, int all, double bound) {
        Interval interval = Interval.wilson(count, all);
        if (interval.low() < bound && bound <= interval.high() && interval.high() - interval.low() > WIDE) {
            return Reach.OPEN;
        }
        return count >= bound * all ? Reach.YES : Reach.NO;
    }

    /** Whether a share is known to stay at or below a bound: the rest reaches the rest. */
    private static Reach below(int count, int all, double bound) {
        return reach(all - count, all, 1 - bound);
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
