package io.github.coconut4j.data.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.task.ProsQa;
import io.github.coconut4j.data.task.Twins;
import io.github.coconut4j.data.task.prontoqa.ProntoQa;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShortcutTableTest {
    private final ShortcutTable real = table(ProblemFiles.open(Path.of("src/test/resources/prosqa/prosqa_valid.json")));

    @Test
    void theRealProblemsCanBeAnsweredByDistanceAlone() {
        // 91.1 % on the 500 test problems, by another program; the interval is what 300 problems leave open
        Shortcut distance = rule(real, "distance to the nearest person");

        assertThat(0.911).isBetween(distance.low(), distance.high());
        assertThat(rule(real, "in-degree").accuracy()).isCloseTo(0.662, within(0.03));
        assertThat(real.verdict()).startsWith("Caution");
    }

    @Test
    void generatedProblemsHaveTheSameShortcutsAsTheRealOnes() {
        ShortcutTable generated = table(ProsQa.prosQa().problems(5000, 1));

        assertThat(generated.shortcuts()).allSatisfy(shortcut -> assertThat(shortcut.accuracy())
                .as(shortcut.rule())
                .isCloseTo(rule(real, shortcut.rule()).accuracy(), within(0.04)));
    }

    static Stream<ProblemSource> sourcesWithoutShortcuts() {
        ProsQa balanced = ProsQa.prosQa().balanced(true);
        return Stream.of(
                balanced.problems(2000, 1),
                balanced.hops(7, 8).problems(2000, 2),
                balanced.parents(3).distractors(12).problems(2000, 3),
                GraphSearch.graphSearch().problems(2000, 4));
    }

    @ParameterizedTest
    @MethodSource("sourcesWithoutShortcuts")
    void balancedProblemsCannotBeAnsweredWithoutLookingAtWhoIsAsked(ProblemSource source) {
        assertThat(table(source).shortcuts()).hasSize(6).allSatisfy(shortcut -> assertThat(shortcut.accuracy())
                .isLessThanOrEqualTo(0.55));
        assertThat(table(source).verdict()).startsWith("No shortcut");
    }

    @Test
    void amongTwinsEveryRuleIsRightForHalfOfThem() {
        ProblemSource published = ProblemFiles.open(Path.of("src/test/resources/prosqa/prosqa_valid.json"));
        List<Problem> pairs = LongStream.range(0, published.size())
                .mapToObj(row -> published.problem(0, row))
                .flatMap(problem -> Stream.of(problem, Twins.of(problem).orElseThrow()))
                .toList();

        // a rule never sees who is asked, so it answers both of a pair alike
        assertThat(table(new ListSource("pairs", pairs, "")).shortcuts())
                .allSatisfy(shortcut -> assertThat(shortcut.accuracy()).isEqualTo(0.5));
    }

    @Test
    void aGivenAwayPositionIsFound() {
        ProblemSource source = GraphSearch.graphSearch().problems(2000, 5);
        List<Problem> rightFirst = LongStream.range(0, 2000)
                .mapToObj(row -> source.problem(0, row))
                .filter(problem -> problem.question().contains("? " + problem.answer() + " "))
                .toList();
        ShortcutTable table = table(new ListSource("first", rightFirst, ""));

        assertThat(rule(table, "named first").accuracy()).isEqualTo(1);
        assertThat(table.best().accuracy()).isEqualTo(1);
    }

    @Test
    void statementsOfProntoQaAreJudgedByWhatIsSaidMoreAbout() {
        ShortcutTable table = table(ProntoQa.prontoQa().problems(1000, 1));

        // the distractor is a concept of which nothing else is said, so its property is the wrong one
        assertThat(rule(table, "more is said about what has the predicate as asked")
                        .accuracy())
                .isGreaterThan(0.95);
        assertThat(table.shortcuts())
                .filteredOn(shortcut -> shortcut.rule().startsWith("predicate")
                        || shortcut.rule().startsWith("mentions"))
                .hasSizeGreaterThan(6)
                .allSatisfy(shortcut -> assertThat(shortcut.accuracy())
                        .as(shortcut.rule())
                        .isBetween(0.44, 0.56)); // four standard deviations of 1000 coins
        assertThat(table.verdict()).startsWith("Caution: without following the facts, \"more is said");
    }

    static Stream<ProntoQa> balancedProntoQa() {
        ProntoQa balanced = ProntoQa.prontoQa().balanced(true);
        return Stream.of(balanced, balanced.hops(1));
    }

    @ParameterizedTest
    @MethodSource("balancedProntoQa")
    void balancedStatementsCannotBeJudgedWithoutFollowingTheFacts(ProntoQa task) {
        ShortcutTable table = table(task.problems(2000, 1));

        assertThat(table.shortcuts()).hasSizeGreaterThan(16).allSatisfy(shortcut -> assertThat(shortcut.accuracy())
                .as(shortcut.rule())
                .isLessThanOrEqualTo(0.55));
        assertThat(table.verdict()).startsWith("No shortcut");
    }

    static Stream<Arguments> givenAway() {
        return Stream.of(
                Arguments.of("majority", "False", "Every cat is blue. Every dog is not blue.", "blue"),
                Arguments.of(
                        "negation in the question", "True", "Every cat is blue. Every dog is not blue.", "not blue"),
                Arguments.of("predicate negated in the facts", "True", "Every cat is blue.", "blue"),
                Arguments.of(
                        "predicate's first mention is as asked",
                        "True",
                        "Every cat is blue. Every dog is not blue. Every pet is blue. Every fox is not blue.",
                        "blue"),
                Arguments.of(
                        "predicate as asked is nearer to the individual",
                        "False",
                        "Every pet is blue. Every dog is not blue.",
                        "blue"),
                Arguments.of(
                        "more is what has the predicate as asked",
                        "True",
                        "Foxes are pets. Every pet is blue. Every dog is not blue.",
                        "blue"),
                Arguments.of(
                        "what has the predicate as asked is more",
                        "True",
                        "Pets are foxes. Every pet is blue. Every dog is not blue.",
                        "blue"),
                Arguments.of("individual is named last", "True", "Every cat is blue. Dogs are not blue.", "blue"),
                Arguments.of(
                        "negations in the facts",
                        "True",
                        "Cats are not a. Cats are not b. Cats are not c. Cats are not d. Cats are not e. Cats are not f. Cats are not g. Cats are not h. Cats are not i. Cats are not j. Cats are not k. Cats are not l. Cats are not m. Cats are not n. Cats are not o. Cats are not p. Cats are blue. Dogs are not blue.",
                        "blue"),
                Arguments.of("facts", "True", "Cats are blue. Dogs are not blue.", "blue"),
                Arguments.of(
                        "logistic regression on all features", "True", "Every cat is blue. Dogs are not blue.", "blue"),
                Arguments.of("logistic regression on the words", "True", "Every cat is red. Cats are hot.", "red"));
    }

    /** Half of the problems are coins, the others give their answer away. */
    @ParameterizedTest
    @MethodSource("givenAway")
    void whatGivesAStatementAwayIsFound(String rule, String answer, String facts, String predicate) {
        ProblemSource coins = ProntoQa.prontoQa().problems(200, 1);
        List<Problem> problems = new ArrayList<>();
        for (int row = 0; row < 200; row++) {
            problems.add(coins.problem(0, row));
            String question = "Every n%d is a cat. %s Tom is a n%d. True or false: Tom is %s."
                    .formatted(row, facts, row, predicate);
            problems.add(Problem.of(question, List.of(), answer));
        }

        // right in all of the one half, and in half of the other: 0.75 but for the coins' chance, 3.5 standard
        // deviations
        assertThat(rule(table(new ListSource("half", problems, "")), rule).accuracy())
                .isGreaterThan(0.75 - 0.0875);
    }

    @Test
    void amongTwinsOfStatementsEveryRuleIsRightForHalfOfThem() {
        ProblemSource source = ProntoQa.prontoQa().problems(300, 1);
        List<Problem> pairs = LongStream.range(0, 300)
                .mapToObj(row -> source.problem(0, row))
                .flatMap(problem -> Stream.of(problem, Twins.of(problem).orElseThrow()))
                .toList();

        // a rule that sees nothing of the question answers both of a pair alike
        ShortcutTable table = table(new ListSource("pairs", pairs, ""));
        assertThat(List.of("majority", "mentions of the predicate", "mentions of the individual"))
                .allSatisfy(rule -> assertThat(rule(table, rule).accuracy()).isEqualTo(0.5));
    }

    @Test
    void problemsWithoutGraphsAndStatementsHaveNoTable() {
        assertThat(ShortcutTable.of(
                        new ListSource("", Collections.nCopies(50, Problem.of("q", List.of(), "a")), ""), 50))
                .isEmpty();
    }

    private static ShortcutTable table(ProblemSource source) {
        return ShortcutTable.of(source, source.size()).orElseThrow();
    }

    private static Shortcut rule(ShortcutTable table, String rule) {
        return table.shortcuts().stream()
                .filter(shortcut -> shortcut.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
