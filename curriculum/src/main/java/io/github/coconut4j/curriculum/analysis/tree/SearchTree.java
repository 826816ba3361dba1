package io.github.coconut4j.curriculum.analysis.tree;

import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One problem as the model searches it: the nodes that the root reaches, and the value of each after k = 0, 1, ... thoughts.
 *
 * @param question of the problem
 * @param answer the right one
 * @param said what the model answered
 * @param right whether that is right
 * @param nodes reached from the root, nearest first
 * @param entropy of the values over these nodes after each k, in nats
 */
public record SearchTree(
        String question, String answer, String said, boolean right, List<Node> nodes, List<Double> entropy) {

    /**
     * A node of the tree.
     *
     * @param name how it is written
     * @param depth distance from the root
     * @param parent place of its first parent in the list; -1 for the root
     * @param leads whether the target can be reached from it
     * @param values after each k; comparable at the depth that is due
     */
    public record Node(String name, int depth, int parent, boolean leads, List<Double> values) {}

    /**
     * {@return the tree of a problem with the value of each node after each thought}
     *
     * @param problem that was asked
     * @param graph of its question
     * @param said the model's answer
     * @param right whether that is the right one
     * @param values after each number of thoughts, 0 first
     */
    public static SearchTree of(Problem problem, FactGraph graph, String said, boolean right, List<NodeValues> values) {
        int[] distances = graph.distancesFrom(graph.root());
        int[] toTarget = graph.distancesTo(graph.target());
        List<List<Integer>> parents = graph.predecessors();
        List<Integer> order = IntStream.range(0, distances.length)
                .filter(node -> distances[node] != FactGraph.UNREACHABLE)
                .boxed()
                .sorted((a, b) -> distances[a] - distances[b])
                .toList();
        List<Node> nodes = new ArrayList<>();
        for (int node : order) {
            int parent = parents.get(node).stream()
                    .filter(from -> distances[from] == distances[node] - 1)
                    .mapToInt(order::indexOf)
                    .findFirst()
                    .orElse(-1);
            nodes.add(new Node(
                    graph.symbols().get(node),
                    distances[node],
                    parent,
                    toTarget[node] != FactGraph.UNREACHABLE,
                    values.stream().map(after -> after.values()[node]).toList()));
        }
        return new SearchTree(
                problem.question(),
                problem.answer(),
                said,
                right,
                List.copyOf(nodes),
                values.stream().map(after -> entropy(order, after)).toList());
    }

    private static double entropy(List<Integer> nodes, NodeValues after) {
        double sum = nodes.stream().mapToDouble(node -> after.values()[node]).sum();
        return nodes.stream()
                .mapToDouble(node -> after.values()[node] / Math.max(sum, 1e-300))
                .filter(share -> share > 0)
                .map(share -> -share * Math.log(share))
                .sum();
    }
}
