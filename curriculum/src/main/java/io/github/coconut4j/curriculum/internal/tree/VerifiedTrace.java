package io.github.coconut4j.curriculum.internal.tree;

import io.github.coconut4j.data.FactGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The best chain of nodes, one from the best few of each thought, whose neighbours are facts of the problem, which begins at a child of the root and ends in an
 * option. What a thought shows is checked against the facts, so that a lens which sees what it wants to see is found out.
 *
 * @param nodes one for each thought
 * @param score sum of the nodes' log-shares
 */
public record VerifiedTrace(List<Integer> nodes, double score) {
    /** How many nodes of each thought may take part. */
    static final int CONSIDERED = 3;

    /**
     * Searches all chains.
     *
     * @param scores of the nodes in each thought, {@code [K][nodes]}; log-probabilities
     * @param end node it has to end in
     */
    public static Optional<VerifiedTrace> find(FactGraph graph, List<double[]> scores, int end) {
        Set<FactGraph.Edge> facts = new HashSet<>(graph.edges());
        List<VerifiedTrace> beam = List.of(new VerifiedTrace(List.of(), 0));
        for (double[] thought : scores) {
            List<VerifiedTrace> longer = new ArrayList<>();
            for (VerifiedTrace trace : beam) {
                int last = trace.nodes.isEmpty() ? graph.root() : trace.nodes.get(trace.nodes.size() - 1);
                best(thought)
                        .filter(node -> facts.contains(new FactGraph.Edge(last, node)))
                        .forEach(node -> longer.add(trace.with(node, thought[node])));
            }
            beam = longer;
        }
        return beam.stream()
                .filter(trace -> !trace.nodes.isEmpty() && trace.nodes.get(trace.nodes.size() - 1) == end)
                .max(Comparator.comparingDouble(VerifiedTrace::score));
    }

    private static IntStream best(double[] thought) {
        return IntStream.range(0, thought.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer node) -> -thought[node]))
                .limit(CONSIDERED)
                .mapToInt(Integer::intValue);
    }

    private VerifiedTrace with(int node, double more) {
        List<Integer> longer = new ArrayList<>(nodes);
        longer.add(node);
        return new VerifiedTrace(List.copyOf(longer), score + more);
    }
}
