package io.github.coconut4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.task.FactForm;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.task.ProsQa;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the generators write into the keys of a problem can be read from its question again. */
class QuestionGraphTest {
    static Stream<ProblemSource> generated() {
        return Stream.of(
                GraphSearch.graphSearch().problems(50, 3),
                ProsQa.prosQa().problems(50, 3),
                ProsQa.prosQa().form(FactForm.SYMBOLS).problems(50, 3));
    }

    @ParameterizedTest
    @MethodSource("generated")
    void isTheGraphThatTheQuestionWasWrittenFrom(ProblemSource source) {
        for (long row = 0; row < source.size(); row++) {
            Problem problem = source.problem(0, row);
            FactGraph written = FactGraph.of(problem).orElseThrow();
            FactGraph read = QuestionGraph.read(problem.question()).orElseThrow();
            assertThat(facts(read)).containsExactlyInAnyOrderElementsOf(facts(written));
            assertThat(names(read)).isEqualTo(names(written));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How many apples are there?",
                "0>1 1>2 3>4 ? 2 1 : 0", // both
                "0>1 1>2 3>4 ? 4 3 : 0", // neither
                "0>1 1 2 ? 2 4 : 0",
                "Max is a wumpus. Wumpuses are no lempuses. Is Max a wumpus or lempus?",
                "Max is a wumpus. Is Max a wumpus?"
            })
    void otherQuestionsHaveNone(String question) {
        assertThat(QuestionGraph.read(question)).isEmpty();
    }

    private static List<String> facts(FactGraph graph) {
        return graph.edges().stream()
                .map(edge ->
                        graph.symbols().get(edge.from()) + " " + graph.symbols().get(edge.to()))
                .toList();
    }

    private static List<String> names(FactGraph graph) {
        return Stream.of(graph.root(), graph.target(), graph.other())
                .map(graph.symbols()::get)
                .toList();
    }
}
