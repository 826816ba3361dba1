package io.github.coconut4j.curriculum.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.audit.intervention.Effect;
import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Mean;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule on counts whose meaning is known. */
class VerdictRuleTest {
    private static final Effect UNREAD = new Effect(0, new Mean(0, 0, 0), new Mean(0, 0, 0));

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

    /** Each rule decides against the model once: its line must say so, and the others must not. */
    @ParameterizedTest
    @CsvSource({
        "1972, 322, 700, Sufficient, Selective, Necessary",
        "1500, 322, 700, Not sufficient, Selective, Necessary",
        "1972, 890, 700, Sufficient, Not selective, Necessary",
        "1972, 322, 1800, Sufficient, Selective, Not necessary"
    })
    void theReasonsSayWhichRuleIsBroken(
            int withTwins, int withStrangers, int onNoise, String sufficient, String selective, String necessary) {
        VerdictRule rule = new VerdictRule(
                0.5,
                ALMOST_ALL,
                Optional.of(twins(970)),
                4,
                List.of(
                        changed(Operator.TWIN, 2000 - withTwins, withTwins),
                        changed(Operator.OTHER_PROBLEM, 306, withStrangers),
                        changed(Operator.NOISE, onNoise, 0)));

        assertThat(rule.find().reasons())
                .anyMatch(reason -> reason.startsWith(sufficient + ": "))
                .anyMatch(reason -> reason.startsWith(selective + ": "))
                .anyMatch(reason -> reason.startsWith(necessary + ": "));
    }

    @Test
    void problemsRightAndTwinsWrongIsAShortcut() {
        TwinConsistency twins = new TwinConsistency(new AnswerCounts(990, 10, 0), new AnswerCounts(10, 990, 0), 0);
        VerdictRule rule = new VerdictRule(0.5, new AnswerCounts(1000, 1000, 0), Optional.of(twins), 4, List.of());
        assertThat(rule.find().verdict()).isEqualTo(Verdict.SHORTCUT);
        assertThat(rule.find().reasons())
                .first()
                .asString()
                .contains("99.0 % of the problems", "50.0 % of them and their twins");
    }

    @Test
    void whoGuessesHasNothingToCarry() {
        TwinConsistency twins = new TwinConsistency(new AnswerCounts(505, 495, 0), new AnswerCounts(495, 505, 0), 250);
        VerdictRule rule = new VerdictRule(0.5, new AnswerCounts(1000, 1000, 0), Optional.of(twins), 4, List.of());
        assertThat(rule.find().verdict()).isEqualTo(Verdict.PLACEHOLDERS);
    }

    /** It is told apart from guessing very well, so that is not what may be said of it. */
    @Test
    void whoIsRightLessOftenThanGuessingHasNothingToCarryEither() {
        VerdictRule rule = new VerdictRule(0.5, new AnswerCounts(4, 16, 180), Optional.empty(), 4, List.of());

        VerdictRule.Finding finding = rule.find();

        assertThat(finding.verdict()).isEqualTo(Verdict.PLACEHOLDERS);
        assertThat(finding.reasons())
                .last()
                .asString()
                .contains("less than guessing", "8.0 % other options", "90.0 % no answer")
                .doesNotContain("told apart");
    }

    @Test
    void aModelWithoutThoughtsHasPlaceholders() {
        VerdictRule rule = new VerdictRule(0.5, ALMOST_ALL, Optional.of(twins(970)), 0, List.of());
        assertThat(rule.find().verdict()).isEqualTo(Verdict.PLACEHOLDERS);
    }

    /** All right, and no verdict: of 1, 2 or 3 problems with their twins one cannot even say that the model does not guess. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aFewProblemsDecideNothing(int pairs) {
        AnswerCounts all = new AnswerCounts(pairs, 0, 0);
        TwinConsistency twins = new TwinConsistency(all, all, pairs);
        for (int thoughts : new int[] {0, 4}) {
            VerdictRule.Finding finding = new VerdictRule(
                            0.5, new AnswerCounts(2 * pairs, 0, 0), Optional.of(twins), thoughts, List.of())
                    .find();
            assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
            assertThat(finding.reasons()).last().asString().startsWith("Too few problems");
        }
    }

    /** Ten pairs are told apart from guessing, but shares of twenty answers lie within 16 to 40 points: whatever is just above a bound stays open. */
    @ParameterizedTest
    @CsvSource({
        "20, 0, 0, UNDECIDED", // 20 of 20: from 84 % on, but the noise below is not known to be at chance
        "17, 3, 10, UNDECIDED", // 17 of 20 may be 64 %
        "0, 20, 10, UNDECIDED", // kept by all: 84 % and more, 90 % is needed
        "8, 8, 10, MIXED" // 40 % is below 80 %, kept by 40 % is below 90 %
    })
    void aShareThatMayLieOnEitherSideOfItsBoundIsOpen(int follows, int keeps, int onNoise, Verdict verdict) {
        int noise = onNoise == 0 ? 12 : onNoise; // 12 of 20 may be 78 %, 60 % is asked for
        TwinConsistency twins = new TwinConsistency(new AnswerCounts(10, 0, 0), new AnswerCounts(10, 0, 0), 10);
        assertThat(new VerdictRule(
                                0.5,
                                new AnswerCounts(20, 0, 0),
                                Optional.of(twins),
                                4,
                                List.of(
                                        few(Operator.TWIN, keeps, follows),
                                        few(Operator.OTHER_PROBLEM, 0, 0),
                                        few(Operator.NOISE, noise, 0)))
                        .find()
                        .verdict())
                .isEqualTo(verdict);
    }

    /** Of 500 answers 384 are 76.8 %, 73 to 80: the interval holds the bound, but is narrow, so the share itself decides. */
    @Test
    void aNarrowIntervalLeavesNothingOpen() {
        AnswerCounts clean = new AnswerCounts(386, 114, 0);
        TwinConsistency twins = new TwinConsistency(new AnswerCounts(193, 57, 0), new AnswerCounts(193, 57, 0), 146);
        assertThat(new VerdictRule(
                                0.5,
                                clean,
                                Optional.of(twins),
                                2,
                                List.of(
                                        new InterventionResult(
                                                Intervention.all(Operator.TWIN), 82, 384, 34, 0, 0, UNREAD),
                                        new InterventionResult(
                                                Intervention.all(Operator.NOISE), 212, 200, 88, 0, 0, UNREAD)))
                        .find()
                        .verdict())
                .isEqualTo(Verdict.MIXED);
    }

    private static InterventionResult few(Operator operator, int keeps, int follows) {
        return new InterventionResult(Intervention.all(operator), keeps, follows, 20 - keeps - follows, 0, 0, UNREAD);
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
        return new InterventionResult(Intervention.all(operator), keeps, follows, 2000 - keeps - follows, 0, 0, UNREAD);
    }
}
