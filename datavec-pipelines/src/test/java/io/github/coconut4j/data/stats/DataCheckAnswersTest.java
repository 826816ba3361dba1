package io.github.coconut4j.data.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.ChainSteps;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.prontoqa.ProntoQa;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether answers follow from the facts, how often each is right, and what guessing gets. */
class DataCheckAnswersTest {
    @Test
    void anotherAnswerToTheSameQuestionIsToldApartFromARepetition() {
        Problem one = Problem.of("5 * 1000?", List.of("s"), "5,000");
        Problem same = Problem.of("5 * 1000?", List.of("s"), "5000 ");
        Problem other = Problem.of("5 * 1000?", List.of("s"), "50");

        DataCheck check = DataCheck.against(
                new ListSource("a", List.of(one, same, other), ""), new ListSource("b", List.of(other), ""));

        assertThat(check.complaints().get(0)).isEqualTo("1 question was asked before and had another answer.");
        assertThat(check.findings(Defect.CONTRADICTORY))
                .extracting(Finding::toString)
                .containsExactly("a, problem 3 has another answer to the question of a, problem 1");
        assertThat(check.findings(Defect.REPEATED)).hasSize(1);
        assertThat(check.findings(Defect.LEAKED))
                .extracting(Finding::reason)
                .containsExactly(
                        "has another answer to the question of",
                        "has another answer to the question of",
                        "asks the same as");
    }

    @ParameterizedTest
    @CsvSource({"True, False, 0.75, 50", "yes, no, 0.75, 50", "left, right, 0.75, 50"})
    void oneOfAFewAnswersIsJudgedByTheMajority(String often, String seldom, double share, String chance) {
        List<Problem> problems = new ArrayList<>();
        for (int row = 0; row < 400; row++) {
            problems.add(Problem.of("question " + row + "?", List.of("s"), row % 4 == 0 ? seldom : often));
        }

        ShortcutTable table =
                DataCheck.of(new ListSource("a", problems, "")).shortcuts().orElseThrow();

        assertThat(table.best().rule()).isEqualTo("majority");
        assertThat(table.best().accuracy()).isEqualTo(share);
        assertThat(table.verdict()).startsWith("Caution").endsWith("not with " + chance + " %.");
    }

    @Test
    void freeAnswersHaveNoMajority() {
        List<Problem> problems = LongStream.range(0, 100)
                .mapToObj(row -> Problem.of("q" + row, List.of("s"), "answer " + row))
                .toList();

        assertThat(DataCheck.of(new ListSource("a", problems, "")).shortcuts()).isEmpty();
    }

    @Test
    void answersWithTheMarkInThemAreNoted() {
        Problem marked = Problem.of("q", List.of("s"), "#### 12");

        assertThat(DataCheck.of(new ListSource("a", List.of(marked), "")).notes())
                .singleElement()
                .asString()
                .startsWith("1 answer has a # in it, the first in a, problem 1");
    }

    @Test
    void problemsThatCannotBeAnsweredAreNamedWithTheReason() {
        DataCheck check = DataCheck.of(new ListSource(
                "a",
                List.of(
                        graphProblem("b", 0, 1, 2),
                        graphProblem("c", 0, 2, 1),
                        graphProblem("d", 2, 1, 0),
                        graphProblem("e", 0, 1, 1),
                        graphProblem("c", 0, 1, 2),
                        graphProblem("b", 0, 9, 1)),
                ""));

        assertThat(check.findings(Defect.UNANSWERABLE))
                .extracting(Finding::toString)
                .containsExactly(
                        "a, problem 2 leads from a to b, not c",
                        "a, problem 3 leads from c to neither b nor a",
                        "a, problem 4 leads from a to both b and b",
                        "a, problem 5 has c for an answer, but b is what follows");
        assertThat(check.findings(Defect.UNREADABLE))
                .singleElement()
                .asString()
                .isEqualTo("a, problem 6 cannot be read: \"target\" names node 9, but \"idx_to_symbol\" has only 3"
                        + " symbols.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Every cat is a pet. Pets are not blue. Tom is a cat. True or false: Tom is not blue.     | True  |
            Each cat is a pet. All pets are kind. Tom is a cat. True or false: Tom is not kind.      | False |
            Glasses are old. Lotuses are glasses. Tom is a lotus. True or false: Tom is old.         | True  |
            Every cat is a pet. Pets are not blue. Tom is a cat. True or false: Tom is not blue.     | true  |
            Every cat is a pet. Pets are not blue. Tom is a cat. True or false: Tom is blue.         | No.   |
            Every cat is a pet. Pets are not blue. Tom is a cat. True or false: Tom is blue.         | yes   | has a statement that is false, but its answer is yes
            Every cat is a pet. Pets are not blue. Tom is a cat. True or false: Tom is blue.         | True  | has a statement that is false, but its answer is True
            Every cat is a pet. Pets are not blue. Tom is a dog. True or false: Tom is blue.         | False | has a statement that can neither be proved nor refuted
            Every cat is not a pet. Pets are blue. Tom is a cat. True or false: Tom is blue.         | True  | has a statement that can neither be proved nor refuted
            Every cat is blue. Cats are not blue. Tom is a cat. True or false: Tom is blue.          | True  | contradicts itself: its statement can be proved and refuted
            Nobody has seen a cat that is blue. Tom is a cat. True or false: Tom is blue.            | True  | cannot be read: The sentence "Nobody has seen a cat that is blue." is not of the kind "Every wumpus is a dumpus."
            """)
    void statementsAreProvedOrRefuted(String question, String answer, String complaint) {
        Problem problem = Problem.of(question, List.of("s"), answer);

        DataCheck check = DataCheck.of(new ListSource("a", List.of(problem), ""));

        assertThat(check.findings().values().stream().flatMap(List::stream))
                .extracting(Finding::reason)
                .isEqualTo(complaint == null ? List.of() : List.of(complaint));
    }

    @Test
    void aFlippedAnswerOrAMissingFactIsFoundInProntoQa() {
        ProblemSource source = ProntoQa.prontoQa().steps(ChainSteps.SENTENCES).problems(40, 1);
        List<Problem> spoiled = new ArrayList<>();
        for (long row = 0; row < 40; row += 2) {
            Problem sound = source.problem(0, row);
            Problem other = source.problem(0, row + 1);
            spoiled.add(Problem.of(
                    sound.question(), sound.steps(), sound.otherAnswer().orElseThrow()));
            String needed = other.steps().get(other.steps().size() - 2);
            spoiled.add(Problem.of(other.question().replace(needed + " ", ""), other.steps(), other.answer()));
        }

        assertThat(DataCheck.of(source).complaints()).isEmpty();
        assertThat(DataCheck.of(new ListSource("spoiled", spoiled, "")).findings(Defect.UNANSWERABLE))
                .hasSize(40);
    }

    /** Nodes a, b, c and the only fact a -> b. */
    private static Problem graphProblem(String answer, int root, int target, int other) {
        return new Problem(
                "(a b c) Is " + root + " a " + target + " or " + other + "? (" + answer + ")",
                List.of("s"),
                answer,
                Map.of(
                        "idx_to_symbol", List.of("a", "b", "c"),
                        "edges", List.of(List.of(0, 1)),
                        "root", root,
                        "target", target,
                        "neg_target", other));
    }
}
