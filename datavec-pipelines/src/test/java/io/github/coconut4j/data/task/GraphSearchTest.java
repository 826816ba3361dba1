package io.github.coconut4j.data.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.text.SymbolTokenizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems are judged from their text alone, by {@link TextGraph}, which knows nothing of the generator. */
class GraphSearchTest {
    private static final int PROBLEMS = 4000;

    /** Four standard deviations of a fair coin thrown {@value #PROBLEMS} times. */
    private static final double COIN = 4 * 0.5 / Math.sqrt(PROBLEMS);

    @ParameterizedTest(name = "hops {0}, width {1}, extra {2}, shared {3}")
    @CsvSource({"4,2,1,1", "4,2,1,3", "3,2,1,1", "1,2,0,0", "6,3,4,2", "5,1,0,1"})
    void everyProblemHasExactlyOneRightCandidate(int hops, int width, int extra, int shared) {
        GraphSearch task = new GraphSearch(hops, width, extra, shared);
        ProblemSource source = task.problems(300, 7);
        for (long row = 0; row < source.size(); row++) {
            Problem problem = source.problem(0, row);
            TextGraph graph = TextGraph.parse(problem.question());

            assertThat(graph.edges()).doesNotHaveDuplicates().hasSize(task.edges());
            assertThat(graph.nodes()).hasSize(task.nodes());
            Set<String> reached = graph.reachable(graph.root());
            assertThat(graph.candidates().stream().filter(reached::contains))
                    .as("candidates that %s reaches", graph.root())
                    .containsExactly(problem.answer());
            assertThat(problem.otherAnswer()).hasValueSatisfying(other -> assertThat(graph.candidates())
                    .containsExactlyInAnyOrder(problem.answer(), other));
        }
    }

    @Test
    void stepsAreOneWayFromTheRootToTheAnswer() {
        ProblemSource source = GraphSearch.graphSearch().shared(3).problems(300, 8);
        for (long row = 0; row < source.size(); row++) {
            Problem problem = source.problem(0, row);
            TextGraph graph = TextGraph.parse(problem.question());
            String node = graph.root();
            for (String step : problem.steps()) {
                assertThat(graph.edges()).contains(List.of(node, step));
                node = step;
            }
            assertThat(node).isEqualTo(problem.answer());
        }
    }

    @Test
    void bothCandidatesAreLeavesAtTheSameDepthOfTheirOwnRoot() {
        ProblemSource source = GraphSearch.graphSearch().problems(300, 9);
        for (long row = 0; row < source.size(); row++) {
            TextGraph graph = TextGraph.parse(source.problem(0, row).question());
            for (String candidate : graph.candidates()) {
                assertThat(graph.successors(candidate)).isEmpty();
                List<String> ownRoots = graph.roots().stream()
                        .filter(root -> graph.distance(root, candidate) >= 0)
                        .toList();
                assertThat(ownRoots).hasSize(1);
                assertThat(graph.distance(ownRoots.get(0), candidate)).isEqualTo(4);
            }
        }
    }

    @Test
    void nothingShortOfSearchingTellsTheCandidatesApart() {
        assertThat(share(graph -> graph.candidates().get(0).equals(graph.answer())))
                .as("named first")
                .isCloseTo(0.5, within(COIN));
        assertThat(share(graph -> Integer.parseInt(graph.answer()) > Integer.parseInt(graph.otherCandidate())))
                .as("higher label")
                .isCloseTo(0.5, within(COIN));
        assertThat(share(graph -> graph.lastMention(graph.answer()) > graph.lastMention(graph.otherCandidate())))
                .as("mentioned last")
                .isCloseTo(0.5, within(COIN));
        double moreParents = share(graph -> graph.inDegree(graph.answer()) > graph.inDegree(graph.otherCandidate()));
        double fewerParents = share(graph -> graph.inDegree(graph.answer()) < graph.inDegree(graph.otherCandidate()));
        assertThat(moreParents).as("in-degree").isCloseTo(fewerParents, within(COIN));
    }

    @Test
    void frontierIsAsWideAsTheRecipeMeasuredIt() {
        assertThat(meanFrontier(1, 1)).isCloseTo(2.15, within(0.07));
        assertThat(meanFrontier(1, 4)).isCloseTo(2.29, within(0.07));
        assertThat(meanFrontier(3, 1)).isCloseTo(2.42, within(0.07));
        assertThat(meanFrontier(3, 4)).isCloseTo(2.89, within(0.07));
    }

    @Test
    void sameSeedEpochAndRowGiveTheSameProblemInAnyOrder() {
        ProblemSource source = GraphSearch.graphSearch().problems(50, 3);
        Problem late = source.problem(2, 49);
        source.problem(0, 0);

        assertThat(GraphSearch.graphSearch().problems(50, 3).problem(2, 49)).isEqualTo(late);
        assertThat(source.problem(3, 49)).isNotEqualTo(late);
        assertThat(GraphSearch.graphSearch().problems(50, 4).problem(2, 49)).isNotEqualTo(late);
    }

    @Test
    void noProblemComesTwice() {
        ProblemSource source = GraphSearch.graphSearch().problems(5000, 3);
        Set<String> questions = new HashSet<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            for (long row = 0; row < source.size(); row++) {
                questions.add(source.problem(epoch, row).question());
            }
        }
        assertThat(questions).hasSize(10_000);
    }

    @Test
    void everySymbolIsInItsVocabulary() {
        GraphSearch task = GraphSearch.graphSearch();
        SymbolTokenizer tokenizer = SymbolTokenizer.of(task.symbols());
        ProblemSource source = task.problems(100, 1);
        for (long row = 0; row < source.size(); row++) {
            assertThat(tokenizer.encode(source.problem(0, row).question())).hasSize(task.edges() + 5);
        }
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> GraphSearch.graphSearch().hops(0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("hops");
        assertThatThrownBy(() -> GraphSearch.graphSearch().width(1)).hasMessageContaining("extra");
    }

    private static double share(Predicate<AskedGraph> property) {
        ProblemSource source = GraphSearch.graphSearch().problems(PROBLEMS, 11);
        long count = LongStream.range(0, PROBLEMS)
                .mapToObj(row -> AskedGraph.of(source.problem(0, row)))
                .filter(property)
                .count();
        return (double) count / PROBLEMS;
    }

    private static double meanFrontier(int shared, int depth) {
        ProblemSource source = GraphSearch.graphSearch().shared(shared).problems(1000, 12);
        return LongStream.range(0, source.size())
                .mapToObj(row -> TextGraph.parse(source.problem(0, row).question()))
                .mapToLong(graph -> graph.nodes().stream()
                        .filter(node -> graph.distance(graph.root(), node) == depth)
                        .count())
                .average()
                .orElseThrow();
    }

    /** A graph together with the right answer. */
    private record AskedGraph(TextGraph graph, String answer) {
        static AskedGraph of(Problem problem) {
            return new AskedGraph(TextGraph.parse(problem.question()), problem.answer());
        }

        List<String> candidates() {
            return graph.candidates();
        }

        String otherCandidate() {
            return candidates().get(candidates().get(0).equals(answer) ? 1 : 0);
        }

        int lastMention(String node) {
            return graph.lastMention(node);
        }

        int inDegree(String node) {
            return graph.inDegree(node);
        }
    }
}
