package io.github.coconut4j.data.task.prontoqa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.data.ChainSteps;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems are judged from their text, by applying every rule until nothing new comes out. */
public class ProntoQaTest {
    private static final Pattern SENTENCE =
            Pattern.compile("(?:Every |Each )?(\\w+) (?:is|are) ((?:not )?)(?:an? )?(\\w+)\\.");
    private static final Pattern QUESTION = Pattern.compile("True or false: (\\w+) is ((?:not )?\\w+)\\.$");

    @ParameterizedTest
    @CsvSource({"1,false", "3,false", "5,false", "8,false", "1,true", "2,true", "5,true", "8,true"})
    void everyStatementIsProvedOrRefuted(int hops, boolean balanced) {
        for (Problem problem : problems(ProntoQa.prontoQa().hops(hops).balanced(balanced), 200)) {
            Set<String> known = known(problem);
            String statement = statement(problem);

            assertThat(answer(problem)).isEqualTo(problem.answer());
            assertThat(known.contains(opposite(statement)))
                    .as("exactly one of the two follows: %s", problem)
                    .isNotEqualTo(known.contains(statement));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,false", "5,false", "1,true", "5,true"})
    void everyRuleAndEveryConclusionIsASentenceOfTheChain(int hops, boolean balanced) {
        ProntoQa task = ProntoQa.prontoQa().hops(hops).balanced(balanced);
        for (Problem problem : problems(task.steps(ChainSteps.SENTENCES), 100)) {
            List<String> steps = problem.steps();

            assertThat(steps).hasSize(1 + 2 * hops);
            assertThat(problem.question()).contains(steps.get(0));
            for (int rule = 1; rule < steps.size(); rule += 2) {
                assertThat(problem.question()).contains(steps.get(rule));
            }
            String truth = problem.answer().equals("True") ? statement(problem) : opposite(statement(problem));
            assertThat(steps.get(steps.size() - 1)).endsWith(" is " + truth + ".");
        }
    }

    @Test
    void asPublishedTwoSentencesAreAStepSoThatFiveHopsAreSix() {
        List<Problem> paired = problems(ProntoQa.prontoQa(), 50);
        List<Problem> single = problems(ProntoQa.prontoQa().steps(ChainSteps.SENTENCES), 50);

        for (int i = 0; i < paired.size(); i++) {
            List<String> sentences = single.get(i).steps();
            assertThat(paired.get(i).question()).isEqualTo(single.get(i).question());
            assertThat(paired.get(i).steps()).hasSize(6).allSatisfy(step -> assertThat(step)
                    .endsWith("."));
            assertThat(paired.get(i).steps().get(0)).isEqualTo(sentences.get(0) + " " + sentences.get(1));
            assertThat(paired.get(i).steps().get(5)).isEqualTo(sentences.get(10));
            assertThat(String.join(" ", paired.get(i).steps())).isEqualTo(String.join(" ", sentences));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8})
    void inTheBalancedKindTheStatementIsFalseOfTheOtherIndividualExactlyIfItIsTrueOfTheFirst(int hops) {
        for (Problem problem : problems(ProntoQa.prontoQa().hops(hops).balanced(true), 200)) {
            Matcher asked = QUESTION.matcher(problem.question());
            assertThat(asked.find()).isTrue();
            String facts = problem.question().substring(0, asked.start());
            List<String> individuals = Pattern.compile("([A-Z][a-z]+) is an? ")
                    .matcher(facts)
                    .results()
                    .map(match -> match.group(1))
                    .toList();

            assertThat(individuals).hasSize(2).doesNotHaveDuplicates().contains(asked.group(1));
            String other = individuals.get(1 - individuals.indexOf(asked.group(1)));
            Problem swapped =
                    Problem.of(facts + "True or false: " + other + " is " + asked.group(2) + ".", List.of(), "x");
            assertThat(answer(swapped)).isNotEqualTo(problem.answer());
            assertThat(known(swapped)).hasSameSizeAs(known(problem));
        }
    }

    @Test
    void thePropertyAloneDoesNotTell() {
        for (Problem problem : problems(ProntoQa.prontoQa(), 200)) {
            String facts = problem.question().substring(0, problem.question().indexOf("True or false"));
            String property = statement(problem).replace("not ", "");

            assertThat(facts).containsPattern("(is|are) " + property + "\\.").contains("not " + property + ".");
        }
    }

    @Test
    void trueAndFalseAreEquallyFrequent() {
        long right = problems(ProntoQa.prontoQa(), 2000).stream()
                .filter(problem -> problem.answer().equals("True"))
                .count();
        // four standard deviations of 2000 fair coins
        assertThat(right).isCloseTo(1000, within(90L));
    }

    @Test
    void tooManyHopsAreRefused() {
        assertThatThrownBy(() -> ProntoQa.prontoQa().hops(9)).isInstanceOf(DataException.class);
    }

    /** What follows from the facts of a problem. */
    public static String answer(Problem problem) {
        return known(problem).contains(statement(problem)) ? "True" : "False";
    }

    private static List<Problem> problems(ProntoQa task, int count) {
        ProblemSource source = task.problems(count, 1);
        return LongStream.range(0, count)
                .mapToObj(row -> source.problem(0, row))
                .toList();
    }

    private static String statement(Problem problem) {
        Matcher matcher = QUESTION.matcher(problem.question());
        assertThat(matcher.find()).isTrue();
        return matcher.group(2);
    }

    private static String opposite(String statement) {
        return statement.startsWith("not ") ? statement.substring(4) : "not " + statement;
    }

    /** Everything the individual is or is not. */
    private static Set<String> known(Problem problem) {
        Matcher asked = QUESTION.matcher(problem.question());
        assertThat(asked.find()).isTrue();
        List<MatchResult> sentences = SENTENCE.matcher(problem.question().substring(0, asked.start()))
                .results()
                .toList();
        Set<String> known = new HashSet<>(Set.of(asked.group(1).toLowerCase(Locale.ROOT)));
        for (int round = 0; round < sentences.size(); round++) {
            for (MatchResult sentence : sentences) {
                if (known.contains(singular(sentence.group(1)))) {
                    known.add(sentence.group(2) + singular(sentence.group(3)));
                }
            }
        }
        return known;
    }

    private static String singular(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("puses$", "pus");
    }
}
