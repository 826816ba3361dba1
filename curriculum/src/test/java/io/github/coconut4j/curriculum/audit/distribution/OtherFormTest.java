package io.github.coconut4j.curriculum.audit.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.FactForm;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.task.ProsQa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What other forms say, read from their texts as a person would. */
class OtherFormTest {
    private static final List<Pattern> FACTS = List.of(
            Pattern.compile("(?:Every )?(\\w+) is an? (\\w+)\\."),
            Pattern.compile("(\\w+) (\\w+) \\|"),
            Pattern.compile("(\\w+)>(\\w+)"));

    static Stream<ProblemSource> tasks() {
        return Stream.of(
                ProsQa.prosQa().problems(5, 1),
                ProsQa.prosQa().form(FactForm.SYMBOLS).problems(5, 1),
                GraphSearch.graphSearch().problems(5, 1));
    }

    private static Set<String> facts(String question) {
        for (Pattern pattern : FACTS) {
            Matcher matcher = pattern.matcher(question);
            Set<String> facts = new TreeSet<>();
            while (matcher.find()) {
                facts.add(matcher.group(1) + ">" + matcher.group(2));
            }
            if (!facts.isEmpty()) {
                return facts;
            }
        }
        throw new AssertionError(question);
    }

    private static Set<String> facts(FactGraph graph) {
        Set<String> facts = new TreeSet<>();
        graph.edges()
                .forEach(edge -> facts.add(
                        graph.symbols().get(edge.from()) + ">" + graph.symbols().get(edge.to())));
        return facts;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split(" ")));
        words.sort(null);
        return words;
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void shuffledFactsAreTheSameFactsInAnotherOrder(ProblemSource source) {
        for (int row = 0; row < 5; row++) {
            Problem problem = source.problem(0, row);
            FactGraph graph = FactGraph.of(problem).orElseThrow();
            Problem shuffled = OtherForm.SHUFFLED.of(problem, graph, 3, row);
            assertThat(shuffled.question()).isNotEqualTo(problem.question());
            assertThat(words(shuffled.question())).isEqualTo(words(problem.question()));
            assertThat(facts(shuffled.question())).isEqualTo(facts(problem.question()));
            int end = problem.question().length();
            assertThat(shuffled.question().substring(end - 8))
                    .isEqualTo(problem.question().substring(end - 8));
            assertThat(FactGraph.of(shuffled)).contains(graph);
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void exchangedNamesSayTheSameOfOthers(ProblemSource source) {
        for (int row = 0; row < 5; row++) {
            Problem problem = source.problem(0, row);
            FactGraph graph = FactGraph.of(problem).orElseThrow();
            Problem renamed = OtherForm.RENAMED.of(problem, graph, 3, row);
            FactGraph other = FactGraph.of(renamed).orElseThrow();
            assertThat(renamed.question()).isNotEqualTo(problem.question());
            assertThat(new TreeSet<>(other.symbols())).isEqualTo(new TreeSet<>(graph.symbols()));
            assertThat(other.edges()).isEqualTo(graph.edges());
            assertThat(facts(renamed.question())).isEqualTo(facts(other));
            assertThat(renamed.answer()).contains(other.symbols().get(other.target()));
            assertThat(renamed.otherAnswer().orElseThrow())
                    .contains(other.symbols().get(other.other()));
        }
    }
}
