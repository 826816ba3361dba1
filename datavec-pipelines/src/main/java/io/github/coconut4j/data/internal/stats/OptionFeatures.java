package io.github.coconut4j.data.internal.stats;

import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.FactGraph.Edge;
import io.github.coconut4j.data.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What can be said about one option without knowing who is asked. Every feature is a number; a shortcut compares the two
 * options' numbers.
 */
public final class OptionFeatures {
    /** Names of the features, in the order of {@link #of}. */
    public static final List<String> NAMES = List.of(
            "named first",
            "mentions",
            "in-degree",
            "distance to the nearest person",
            "ancestors",
            "persons above",
            "ancestors two hops up",
            "ancestors three hops up",
            "parents' in-degree",
            "parents' out-degree",
            "facts among ancestors",
            "first mention",
            "last mention",
            "longest way up");

    private final FactGraph graph;
    private final List<List<Integer>> successors;
    private final List<List<Integer>> predecessors;
    private final String[] words;

    public OptionFeatures(Problem problem, FactGraph graph) {
        this.graph = graph;
        successors = graph.successors();
        predecessors = graph.predecessors();
        words = problem.question().split("[^\\p{L}\\p{N}_]+", -1);
    }

    /** The features of one option. */
    public double[] of(int option) {
        int[] up = graph.distancesTo(option);
        int[] ancestors =
                IntStream.range(0, up.length).filter(node -> up[node] > 0).toArray();
        List<Integer> parents = predecessors.get(option);
        int[] mentions = mentions(graph.symbols().get(option));
        int lastFact = mentions.length - 2;
        return new double[] {
            mentions.length == 0 ? 0 : -mentions[mentions.length - 1],
            mentions.length,
            parents.size(),
            Arrays.stream(ancestors)
                    .filter(this::isSource)
                    .map(node -> up[node])
                    .min()
                    .orElse(0),
            ancestors.length,
            Arrays.stream(ancestors).filter(this::isSource).count(),
            countAt(up, 2),
            countAt(up, 3),
            parents.stream().mapToInt(node -> predecessors.get(node).size()).sum(),
            parents.stream().mapToInt(node -> successors.get(node).size()).sum(),
            graph.edges().stream().filter(edge -> isInside(edge, up)).count(),
            mentions.length == 0 ? 0 : mentions[0],
            lastFact < 0 ? 0 : mentions[lastFact],
            Arrays.stream(ancestors).map(node -> up[node]).max().orElse(0)
        };
    }

    private boolean isSource(int node) {
        return predecessors.get(node).isEmpty();
    }

    private static boolean isInside(Edge edge, int[] up) {
        return up[edge.from()] >= 0 && up[edge.to()] >= 0;
    }

    private static long countAt(int[] distances, int distance) {
        return Arrays.stream(distances).filter(value -> value == distance).count();
    }

    private int[] mentions(String name) {
        return IntStream.range(0, words.length)
                .filter(word -> words[word].equals(name))
                .toArray();
    }
}
