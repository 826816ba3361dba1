package io.github.coconut4j.tuning.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.tuning.result.Leaderboard;
import io.github.coconut4j.tuning.result.Standing;
import io.github.coconut4j.tuning.result.SweepCandidate;
import io.github.coconut4j.tuning.space.Setting;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ImportanceTest {
    @Test
    void onAGridTheSharesOfASumAreThoseOfItsTerms() {
        // x has the variance 2/3 · 4 = 8/3, y that of 2/3: 4/5 and 1/5 of the whole.
        Map<String, Double> shares = shares((x, y) -> 2.0 * x + y);

        assertThat(shares.get("x")).isCloseTo(0.8, within(1e-12));
        assertThat(shares.get("y")).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void pureInterplayHasNoMainEffect() {
        Map<String, Double> shares = shares((x, y) -> (double) x * y);

        assertThat(shares.get("x")).isCloseTo(0, within(1e-12));
        assertThat(shares.get("y")).isCloseTo(0, within(1e-12));
    }

    @Test
    void equalScoresExplainNothing() {
        assertThat(Importance.of(board((x, y) -> 0.5))).isEmpty();
    }

    @Test
    void twoCandidatesAreTooFew() {
        assertThat(Importance.of(
                        new Leaderboard(board((x, y) -> (double) x).standings().subList(0, 2))))
                .isEmpty();
    }

    @Test
    void manyDifferentNumbersArePutIntoFourGroups() {
        List<Standing> standings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            standings.add(standing(i, List.of(new Setting("lr", i / 100.0)), i));
        }
        // Ranks 0..99 in quarters: between / total = (n² - m²) / (n² - 1) with n = 100 and groups of m = 25.
        double expected = (10_000.0 - 625) / 9_999;

        assertThat(Importance.of(new Leaderboard(standings)).orElseThrow().get("lr"))
                .isCloseTo(expected, within(1e-12));
    }

    private static Map<String, Double> shares(BiFunction<Integer, Integer, Double> score) {
        return Importance.of(board(score)).orElseThrow();
    }

    /** x and y from -1 to 1. */
    private static Leaderboard board(BiFunction<Integer, Integer, Double> score) {
        List<Standing> standings = new ArrayList<>();
        for (int x = -1; x <= 1; x++) {
            for (int y = -1; y <= 1; y++) {
                standings.add(standing(
                        standings.size(), List.of(new Setting("x", x), new Setting("y", y)), score.apply(x, y)));
            }
        }
        return new Leaderboard(standings);
    }

    private static Standing standing(int number, List<Setting> settings, double score) {
        Evaluation answers = new Evaluation(1, 1, 0, 2, 3);
        return new Standing(
                new SweepCandidate(number, settings, Optional.empty(), List.of()),
                Standing.Status.FINISHED,
                Optional.of(new TrialResult(number, 9, TrialResult.Outcome.FINISHED, 3, answers, answers, 1, null)),
                Optional.of(score));
    }
}
