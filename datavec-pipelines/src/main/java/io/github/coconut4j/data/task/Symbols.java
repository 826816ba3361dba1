package io.github.coconut4j.data.task;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.RowRandom;
import io.github.coconut4j.data.internal.task.Draws;
import io.github.coconut4j.data.internal.task.ProsQaNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The symbolic form of graph problems that Zhu et al., "Reasoning by superposition" (arXiv 2505.12514), train on: nodes
 * are numbers, a fact is {@code from to |}, and two marks announce the options and the root.
 *
 * <pre>
 * question  7 31 | 0 7 | 12 4 | [Q] 4 31 [R] 0
 * steps     7, 31                the nodes on one way from the root to the answer
 * answer    31
 * </pre>
 *
 * Which node has which number, the order of the facts and that of the options are drawn, so that no number means
 * anything. There are as many numbers as names of persons and concepts in the published problems.
 */
public final class Symbols {
    private static final int LABELS = ProsQaNames.PERSONS.size() + ProsQaNames.CONCEPTS.size();
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

    private Symbols() {}

    /**
     * Every symbol that a problem of this form may have.
     *
     * @return the vocabulary, in a fixed order
     */
    public static List<String> all() {
        return Stream.concat(Stream.of("|", "[Q]", "[R]", "###"), labels().stream())
                .toList();
    }

    /**
     * A problem in symbols: of any form, as long as it carries its graph and each of its steps ends with a node.
     *
     * @param row of the problem: the same row gets the same numbers
     * @param problem in sentences or in symbols
     * @return empty if the problem has no graph
     * @throws DataException if the graph has more nodes than there are symbols, or a step names none of them
     */
    public static Optional<Problem> of(Problem problem, long row) {
        return FactGraph.of(problem).map(graph -> write(problem, graph, RowRandom.at(LABELS, 0, row)));
    }

    static Problem write(Problem problem, FactGraph graph, RandomGenerator random) {
        int nodes = graph.symbols().size();
        if (nodes > LABELS) {
            throw new DataException("The graph has " + nodes + " nodes, but the symbols reach from 0 to " + (LABELS - 1)
                    + ", enough for " + LABELS + ".");
        }
        List<String> labels = Draws.shuffled(labels(), random).subList(0, nodes);
        String facts = Draws.shuffled(graph.edges(), random).stream()
                .map(edge -> labels.get(edge.from()) + " " + labels.get(edge.to()) + " | ")
                .collect(Collectors.joining());
        String right = labels.get(graph.target());
        String wrong = labels.get(graph.other());
        String options = random.nextBoolean() ? right + " " + wrong : wrong + " " + right;

        Map<String, Object> extra = new LinkedHashMap<>(problem.extra());
        extra.put("idx_to_symbol", List.copyOf(labels));
        extra.remove(Problem.OTHER_ANSWER);
        return new Problem(
                facts + "[Q] " + options + " [R] " + labels.get(graph.root()),
                problem.steps().stream()
                        .map(step -> labels.get(lastNode(step, graph)))
                        .toList(),
                right,
                extra);
    }

    /** The node that a step arrives at: the last one that it names. */
    private static int lastNode(String step, FactGraph graph) {
        return WORD.matcher(step)
                .results()
                .map(MatchResult::group)
                .map(graph.symbols()::indexOf)
                .filter(node -> node >= 0)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new DataException(
                        "The step \"" + step + "\" names no node of the graph, so it has no form in symbols."));
    }

    private static List<String> labels() {
        return IntStream.range(0, LABELS).mapToObj(Integer::toString).collect(Collectors.toCollection(ArrayList::new));
    }
}
