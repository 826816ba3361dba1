package io.github.coconut4j.data.internal.stats;

import io.github.coconut4j.data.FactGraph;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers that describe the graph of one problem. */
public final class GraphFigures {
    private final FactGraph graph;
    private final int[] distance;

    public GraphFigures(FactGraph graph) {
        this.graph = graph;
        distance = graph.distancesFrom(graph.root());
    }

    /** Nodes that no fact leads to: persons, roots. */
    public int sources() {
        return (int) graph.predecessors().stream().filter(List::isEmpty).count();
    }

    /** Hops from the root to the target, {@link FactGraph#UNREACHABLE} if there is no way. */
    public int shortestPath() {
        return distance[graph.target()];
    }

    /** Number of ways of that length. */
    public int shortestPaths() {
        int[] ways = new int[distance.length];
        ways[graph.root()] = 1;
        List<List<Integer>> successors = graph.successors();
        int[] nearestFirst = IntStream.range(0, distance.length)
                .filter(node -> distance[node] != FactGraph.UNREACHABLE)
                .boxed()
                .sorted(Comparator.comparingInt(node -> distance[node]))
                .mapToInt(Integer::intValue)
                .toArray();
        Arrays.stream(nearestFirst).forEach(node -> successors.get(node).stream()
                .filter(child -> distance[child] == distance[node] + 1)
                .forEach(child -> ways[child] += ways[node]));
        return ways[graph.target()];
    }
}
