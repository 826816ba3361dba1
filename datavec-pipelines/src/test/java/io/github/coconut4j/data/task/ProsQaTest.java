package io.github.coconut4j.data.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.text.WordTokenizer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProsQaTest {
    private static final Path REAL = Path.of("src/test/resources/prosqa/prosqa_valid.json");

    static Stream<ProsQa> kinds() {
        ProsQa published = ProsQa.prosQa();
        return Stream.of(
                published,
                published.balanced(true),
                published.hops(1, 2),
                published.hops(8, 8),
                published.hops(12, 12).balanced(true).renamed(true),
                published.parents(1).branching(3).hops(4, 6),
                published.parents(1).branching(2).hops(7, 7).balanced(true),
                published.parents(2.5),
                published.parents(5).hops(3, 4),
                published.distractors(20),
                published.balanced(true).distractors(40).renamed(true),
                published.concepts(8).hops(2, 3).balanced(true),
                published.concepts(12).hops(3, 3).balanced(true),
                published
                        .concepts(new Concepts(12, 14, false))
                        .hops(3, 4)
                        .balanced(true)
                        .parents(2.5),
                published.concepts(12).hops(3, 3),
                published.concepts(40).hops(5, 5));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyProblemIsSolvableAndUnambiguous(ProsQa kind) {
        for (Problem problem : first(kind, 40)) {
            TextFacts facts = TextFacts.parse(problem.question());
            Set<String> known = facts.all(facts.asked());
            List<String> right =
                    facts.options().stream().filter(known::contains).toList();

            assertThat(right)
                    .as("options that %s is: %s", facts.asked(), problem)
                    .hasSize(1);
            assertThat(problem.answer()).isEqualTo(facts.asked() + " is a " + right.get(0) + ".");
            assertThat(facts.options()).allMatch(facts::isLeaf);
            assertThat(facts.facts()).doesNotHaveDuplicates();
            String wrong = facts.options().get(1 - facts.options().indexOf(right.get(0)));
            assertThat(problem.otherAnswer()).contains(facts.asked() + " is a " + wrong + ".");
            assertThat(facts.persons()).as("somebody else is the other option").anyMatch(person -> facts.all(person)
                    .contains(wrong));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void stepsAreOneShortestWay(ProsQa kind) {
        for (Problem problem : first(kind, 40)) {
            TextFacts facts = TextFacts.parse(problem.question());
            String answer = problem.answer().replaceAll(".* is a (\\w+)\\.", "$1");
            int hops = problem.steps().size();

            assertThat(facts.facts()).containsAll(problem.steps());
            assertThat(problem.steps().get(0)).startsWith(facts.asked() + " is a ");
            assertThat(problem.steps().get(hops - 1)).endsWith(" is a " + answer + ".");
            for (int step = 1; step < hops; step++) {
                String before = problem.steps().get(step - 1).replaceAll(".* is a (\\w+)\\.", "$1");
                assertThat(problem.steps().get(step)).startsWith("Every " + before + " is a ");
            }
            assertThat(facts.within(facts.asked(), hops)).contains(answer);
            assertThat(facts.within(facts.asked(), hops - 1)).doesNotContain(answer);
        }
    }

    @Test
    void graphsAreOfTheSizeThatWasAskedFor() {
        ProsQa task = ProsQa.prosQa().balanced(true).hops(3, 3);
        for (int concepts : new int[] {8, 12, 18}) {
            List<Integer> sizes = first(task.concepts(concepts), 300).stream()
                    .map(problem -> TextFacts.parse(problem.question()).names().size())
                    .toList();

            assertThat(sizes).allMatch(size -> size <= concepts).contains(concepts);
            assertThat(sizes).allMatch(size -> size >= 8, "two persons and two ways of three hops");
        }
        assertThat(first(task.concepts(new Concepts(10, 14, false)), 300).stream()
                        .mapToInt(problem ->
                                TextFacts.parse(problem.question()).names().size()))
                .contains(10, 11, 12, 13, 14);
    }

    @Test
    void everyRungHasTheVocabularyOfThePublishedSize() {
        ProblemSource small = ProsQa.prosQa().concepts(8).hops(2, 2).problems(1, 1);

        assertThat(small.words()).isEqualTo(ProsQa.prosQa().problems(1, 1).words());
        assertThat(small.symbols()).isEmpty();
        assertThat(ProsQa.prosQa()
                        .concepts(8)
                        .hops(2, 2)
                        .form(FactForm.SYMBOLS)
                        .problems(1, 1)
                        .symbols())
                .isEqualTo(ProsQa.prosQa().form(FactForm.SYMBOLS).problems(1, 1).symbols());
    }

    @Test
    void wordsAreThoseOfThePublishedProblemsUnlessRenamed() {
        WordTokenizer real = WordTokenizer.trainedOn(ProblemFiles.open(REAL));
        WordTokenizer generated = WordTokenizer.trainedOn(ProsQa.prosQa().problems(500, 1));
        assertThat(tokens(generated)).containsExactlyInAnyOrderElementsOf(tokens(real));

        WordTokenizer renamed =
                WordTokenizer.trainedOn(ProsQa.prosQa().renamed(true).problems(500, 1));
        assertThat(tokens(renamed).stream().filter(word -> word.endsWith("mpus") || word.endsWith("rpus")))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(tokens(real));
    }

    @Test
    void aTokenizerOfGeneratedProblemsReadsTheRealFile() {
        ProblemEncoder encoder =
                new ProblemEncoder(WordTokenizer.trainedOn(ProsQa.prosQa().problems(500, 1)));
        ProblemSource real = ProblemFiles.open(REAL);
        for (long row = 0; row < real.size(); row++) {
            assertThat(encoder.training(real.problem(0, row), Layout.PLAIN).length())
                    .isPositive();
        }
    }

    @Test
    void distractorsAreWhatTheyAreCalled() {
        for (Problem problem : first(ProsQa.prosQa().distractors(20), 50)) {
            TextFacts facts = TextFacts.parse(problem.question());
            Set<String> relevant = new HashSet<>();
            for (String person : facts.persons()) {
                Set<String> known = facts.all(person);
                if (facts.options().stream().anyMatch(known::contains)) {
                    relevant.addAll(known);
                }
            }
            assertThat(facts.pairs().stream().filter(pair -> !relevant.contains(pair.get(0))))
                    .hasSizeGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void seedsAndRowsGiveProblemsOfTheirOwn() {
        Set<String> questions = new HashSet<>();
        first(ProsQa.prosQa(), 2000).forEach(problem -> questions.add(problem.question()));
        ProblemSource other = ProsQa.prosQa().problems(2000, 2);
        LongStream.range(0, 2000)
                .forEach(row -> questions.add(other.problem(0, row).question()));

        assertThat(questions).hasSize(4000);
        assertThat(first(ProsQa.prosQa(), 20)).isEqualTo(first(ProsQa.prosQa(), 20));
    }

    @Test
    void whatCannotBeBuiltIsToldInOneSentence() {
        assertThatThrownBy(() -> ProsQa.prosQa().hops(13, 13))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("hops must be at most 12, not 13");
        assertThatThrownBy(() -> ProsQa.prosQa().hops(4, 3)).isInstanceOf(DataException.class);
        assertThatThrownBy(() ->
                        ProsQa.prosQa().concepts(9).hops(4, 4).balanced(true).problems(1, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("concepts must be at least 10 for two ways of 4 hops, not 9;");
        assertThatThrownBy(() -> ProsQa.prosQa().concepts(41))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("concepts must lie between 4 and 40, not 41");
        assertThatThrownBy(() -> Concepts.parse("many"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("concepts must be a number, a range as in 3-6, or published, not \"many\"");
        assertThatThrownBy(() ->
                        ProsQa.prosQa().renamed(true).form(FactForm.SYMBOLS).problems(1, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("leave out one of the two");
        assertThatThrownBy(
                        () -> first(ProsQa.prosQa().hops(10, 10).balanced(true).distractors(40), 5))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("names");
    }

    private static List<Problem> first(ProsQa kind, int count) {
        ProblemSource source = kind.problems(count, 1);
        return LongStream.range(0, count)
                .mapToObj(row -> source.problem(0, row))
                .toList();
    }

    private static List<String> tokens(WordTokenizer tokenizer) {
        return IntStream.range(0, tokenizer.size()).mapToObj(tokenizer::token).toList();
    }
}
