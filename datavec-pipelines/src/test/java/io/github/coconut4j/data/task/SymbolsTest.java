package io.github.coconut4j.data.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.text.SymbolTokenizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Problems are judged from their text alone, by {@link TextGraph}, which knows nothing of the generator. */
class SymbolsTest {
    private static final ProsQa SYMBOLS = ProsQa.prosQa().form(FactForm.SYMBOLS);
    private static final ProblemSource REAL = ProblemFiles.open(Path.of("src/test/resources/prosqa/prosqa_valid.json"));

    static Stream<List<Problem>> problems() {
        return Stream.of(
                first(SYMBOLS, 100),
                first(SYMBOLS.balanced(true), 100),
                first(SYMBOLS.concepts(8).hops(2, 3).balanced(true), 100),
                first(SYMBOLS.balanced(true).hops(8, 8).distractors(12), 100),
                LongStream.range(0, REAL.size())
                        .mapToObj(row -> Symbols.of(REAL.problem(0, row), row).orElseThrow())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("problems")
    void exactlyOneOptionFollowsAndTheStepsAreAShortestWay(List<Problem> problems) {
        for (Problem problem : problems) {
            TextGraph graph = TextGraph.parseSymbols(problem.question());
            Set<String> reached = graph.reachable(graph.root());

            assertThat(graph.edges()).doesNotHaveDuplicates();
            assertThat(graph.candidates().stream().filter(reached::contains)).containsExactly(problem.answer());
            assertThat(graph.candidates()).contains(problem.otherAnswer().orElseThrow(), problem.answer());
            assertThat(problem.steps()).hasSize(graph.distance(graph.root(), problem.answer()));
            String node = graph.root();
            for (String step : problem.steps()) {
                assertThat(graph.edges()).contains(List.of(node, step));
                node = step;
            }
            assertThat(node).isEqualTo(problem.answer());
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theKeysOfTheGraphSayWhatTheTextSays(List<Problem> problems) {
        for (Problem problem : problems) {
            TextGraph text = TextGraph.parseSymbols(problem.question());
            FactGraph keys = FactGraph.of(problem).orElseThrow();

            assertThat(keys.edges().stream()
                            .map(edge -> List.of(
                                    keys.symbols().get(edge.from()),
                                    keys.symbols().get(edge.to()))))
                    .containsExactlyInAnyOrderElementsOf(text.edges());
            assertThat(keys.symbols().get(keys.root())).isEqualTo(text.root());
            assertThat(keys.symbols().get(keys.target())).isEqualTo(problem.answer());
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everyNodeIsOneTokenOfAVocabularyThatAllSizesShare(List<Problem> problems) {
        SymbolTokenizer tokenizer = SymbolTokenizer.of(Symbols.all());
        for (Problem problem : problems) {
            int facts = TextGraph.parseSymbols(problem.question()).edges().size();

            assertThat(tokenizer.encode(problem.question())).hasSize(3 * facts + 5);
            assertThat(tokenizer.decode(tokenizer.encode(problem.question()))).isEqualTo(problem.question());
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theTwinAsksAboutTheOtherOption(List<Problem> problems) {
        for (Problem problem : problems) {
            Problem twin = Twins.of(problem).orElseThrow();
            TextGraph graph = TextGraph.parseSymbols(twin.question());

            assertThat(graph.edges())
                    .isEqualTo(TextGraph.parseSymbols(problem.question()).edges());
            assertThat(twin.answer()).isEqualTo(problem.otherAnswer().orElseThrow());
            assertThat(graph.reachable(graph.root())).contains(twin.answer()).doesNotContain(problem.answer());
            assertThat(twin.steps()).endsWith(twin.answer());
            assertThat(graph.edges())
                    .contains(List.of(graph.root(), twin.steps().get(0)));
        }
    }

    @Test
    void noNumberMeansAnything() {
        int nodes = 55;
        List<Problem> problems = first(SYMBOLS, 4000);
        Map<Integer, Integer> asked = new HashMap<>();
        problems.forEach(problem -> asked.merge(
                Integer.parseInt(TextGraph.parseSymbols(problem.question()).root()), 1, Integer::sum));

        assertThat(asked.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, nodes).boxed().toList());
        // five standard deviations of 4000 throws at one of 55
        assertThat(asked.values()).allSatisfy(count -> assertThat((double) count)
                .isCloseTo(4000.0 / nodes, within(5 * Math.sqrt(4000.0 / nodes))));
        long greater = problems.stream()
                .filter(problem -> Integer.parseInt(problem.answer())
                        > Integer.parseInt(problem.otherAnswer().orElseThrow()))
                .count();
        assertThat((double) greater).isCloseTo(2000, within(4 * Math.sqrt(1000)));
    }

    @Test
    void theFormLeavesTheGraphsAsTheyAre() {
        List<Problem> words = first(ProsQa.prosQa().balanced(true), 50);
        List<Problem> symbols = first(SYMBOLS.balanced(true), 50);

        for (int i = 0; i < words.size(); i++) {
            for (String key : List.of("edges", "root", "target", "neg_target")) {
                assertThat(symbols.get(i).extra().get(key))
                        .isEqualTo(words.get(i).extra().get(key));
            }
        }
    }

    @Test
    void whatHasNoSymbolsIsToldInOneSentence() {
        assertThat(Symbols.of(Problem.of("q?", List.of(), "a"), 0)).isEmpty();
        Problem real = REAL.problem(0, 0);
        Problem odd = new Problem(real.question(), List.of("So it goes."), real.answer(), real.extra());
        assertThatThrownBy(() -> Symbols.of(odd, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"So it goes.\" names no node");
        List<String> many = IntStream.range(0, 56).mapToObj(node -> "n" + node).toList();
        Problem large = new Problem(
                "n0 is a n1. Is n0 a n1 or n2?",
                List.of(),
                "n1",
                Map.of(
                        "idx_to_symbol", many,
                        "edges", List.of(List.of(0, 1)),
                        "root", 0,
                        "target", 1,
                        "neg_target", 2));
        assertThatThrownBy(() -> Symbols.of(large, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has 56 nodes, but the symbols reach from 0 to 54");
    }

    private static List<Problem> first(ProsQa kind, int count) {
        ProblemSource source = kind.problems(count, 1);
        return LongStream.range(0, count)
                .mapToObj(row -> source.problem(0, row))
                .toList();
    }
}
