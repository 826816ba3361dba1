package io.github.coconut4j.curriculum.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rule on counts whose meaning is known. */
class VerdictRuleTest {
    private static final AnswerCounts ALMOST_ALL = new AnswerCounts(1972, 28, 0);

    @Test
    void whoFollowsTheTwinsThoughtsAndNobodyElsesIsCarriedByThem() {
        assertThat(verdict(
                        ALMOST_ALL,
                        970,
                        changed(Operator.TWIN, 28, 1972),
                        changed(Operator.OTHER_PROBLEM, 306, 322),
                        changed(Operator.NOISE, 700, 700)))
                .isEqualTo(Verdict.CARRIED);
    }

    @Test
    void whoKeepsTheOwnAnswerOnTheTwinsThoughtsHasPlaceholders() {
        assertThat(verdict(
                        ALMOST_ALL,
                        970,
                        changed(Operator.TWIN, 1960, 40),
                        changed(Operator.OTHER_PROBLEM, 1960, 40),
                        changed(Operator.NOISE, 1900, 100)))
                .isEqualTo(Verdict.PLACEHOLDERS);
    }

    @Test
    void halfOfTheAnswersWithTheTwinIsMixed() {
        assertThat(verdict(
                        ALMOST_ALL,
                        970,
                        changed(Operator.TWIN, 1000, 1000),
                        changed(Operator.OTHER_PROBLEM, 306, 322),
                        changed(Operator.NOISE, 1000, 1000)))
                .isEqualTo(Verdict.MIXED);
    }

    @Test
    void followingEverybodyIsNoCarrier() {
        assertThat(verdict(
                        ALMOST_ALL,
                        970,
                        changed(Operator.TWIN, 28, 1972),
                        changed(Operator.OTHER_PROBLEM, 200, 1800),
                        changed(Operator.NOISE, 1000, 1000)))
                .isEqualTo(Verdict.MIXED);
    }

    @Test
    void thoughtsThatMayBeNoiseAreNotNecessary() {
        assertThat(verdict(
                        ALMOST_ALL,
                        970,
                        changed(Operator.TWIN, 28, 1972),
                        changed(Operator.OTHER_PROBLEM, 306, 322),
                        changed(Operator.NOISE, 1800, 200)))
                .isEqualTo(Verdict.MIXED);
    }

    @Test
    void problemsRightAndTwinsWrongIsAShortcut() {
        TwinConsistency twins = new TwinConsistency(new AnswerCounts(990, 10, 0), new AnswerCounts(10, 990, 0), 0);
        VerdictRule rule = new VerdictRule(0.5, new AnswerCounts(1000, 1000, 0), Optional.of(twins), 4, List.of());
        assertThat(rule.find().verdict()).isEqualTo(Verdict.SHORTCUT);
    }

    @Test
    void whoGuessesHasNothingToCarry() {
        TwinConsistency twins = new TwinConsistency(new AnswerCounts(505, 495, 0), new AnswerCounts(495, 505, 0), 250);
        VerdictRule rule = new VerdictRule(0.5, new AnswerCounts(1000, 1000, 0), Optional.of(twins), 4, List.of());
        assertThat(rule.find().verdict()).isEqualTo(Verdict.PLACEHOLDERS);
    }

    @Test
    void aModelWithoutThoughtsHasPlaceholders() {
        VerdictRule rule = new VerdictRule(0.5, ALMOST_ALL, Optional.of(twins(970)), 0, List.of());
        assertThat(rule.find().verdict()).isEqualTo(Verdict.PLACEHOLDERS);
    }

    @Test
    void lossIsMeasuredAgainstChance() {
        InterventionResult result = changed(Operator.NOISE, 1000, 1000);
        assertThat(result.loss(0.9, 0.5)).isEqualTo(1.0);
        assertThat(changed(Operator.NOISE, 1400, 600).loss(0.9, 0.5))
                .isCloseTo(0.5, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(result.loss(0.5, 0.5)).isNaN();
    }

    private static Verdict verdict(AnswerCounts clean, int bothRight, InterventionResult... results) {
        return new VerdictRule(0.5, clean, Optional.of(twins(bothRight)), 4, List.of(results))
                .find()
                .verdict();
    }

    private static TwinConsistency twins(int bothRight) {
        return new TwinConsistency(new AnswerCounts(986, 14, 0), new AnswerCounts(986, 14, 0), bothRight);
    }

    private static InterventionResult changed(Operator operator, int keeps, int follows) {
        return new InterventionResult(Intervention.all(operator), keeps, follows, 2000 - keeps - follows, 0, 0);
    }
}
