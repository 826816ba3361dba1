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
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        ShortcutTable generated = table(ProsQa.prosQa().problems(3000, 1));

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
    void problemsWithoutGraphsHaveNoTable() {
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
