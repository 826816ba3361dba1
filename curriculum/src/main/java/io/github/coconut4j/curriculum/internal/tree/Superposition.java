package io.github.coconut4j.curriculum.internal.tree;

import io.github.coconut4j.data.FactGraph;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How the nodes of one problem stand in a thought: each node's score is ⟨z, u⟩ with u its row of the LM head, mean over the tokens of its name.
 *
 * @param auc probability that a node of the frontier scores higher than one that is not, ties one half; NaN if either is missing
 * @param frontierMass share of the frontier in a softmax of the scores over the problem's nodes
 * @param effectiveNodes e to the entropy of that softmax: how many nodes are in play
 * @param dominance share of the first of the two best
 */
public record Superposition(double auc, double frontierMass, double effectiveNodes, double dominance) {

    /**
     * Measures one thought.
     *
     * @param scores by node number
     * @param distances of the nodes from the root
     * @param depth distance of the frontier
     */
    public static Superposition of(double[] scores, int[] distances, int depth) {
        double[] shares = softmax(scores);
        double mass = mass(shares, node -> distances[node] == depth);
        double entropy = Arrays.stream(shares)
                .filter(share -> share > 0)
                .map(share -> -share * Math.log(share))
                .sum();
        double[] sorted = Arrays.stream(shares).sorted().toArray();
        double first = sorted[sorted.length - 1];
        double second = sorted.length > 1 ? sorted[sorted.length - 2] : 0;
        return new Superposition(
                auc(scores, distances, depth), mass, Math.exp(entropy), first / Math.max(first + second, 1e-300));
    }

    /** Share of some nodes in a softmax of the scores over the problem's nodes; NaN if there are none of them. */
    public static double share(double[] scores, IntPredicate nodes) {
        return IntStream.range(0, scores.length).anyMatch(nodes) ? mass(softmax(scores), nodes) : Double.NaN;
    }

    private static double mass(double[] shares, IntPredicate nodes) {
        return IntStream.range(0, shares.length)
                .filter(nodes)
                .mapToDouble(node -> shares[node])
                .sum();
    }

    /** Mann and Whitney's statistic over the number of pairs. */
    private static double auc(double[] scores, int[] distances, int depth) {
        double wins = 0;
        long pairs = 0;
        for (int node = 0; node < scores.length; node++) {
            if (distances[node] != depth) {
                continue;
            }
            for (int other = 0; other < scores.length; other++) {
                if (distances[other] != depth) {
                    wins += scores[node] > scores[other] ? 1 : scores[node] == scores[other] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return pairs == 0 ? Double.NaN : wins / pairs;
    }

    private static double[] softmax(double[] scores) {
        double highest = Arrays.stream(scores).max().orElseThrow();
        double[] shares =
                Arrays.stream(scores).map(score -> Math.exp(score - highest)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    /** Scores of a graph's nodes in the logits (or their log-probabilities, which differ by a constant) of a state. */
    public static double[] scores(FactGraph graph, SpokenNodes nodes, double[] logits) {
        return IntStream.range(0, graph.symbols().size())
                .mapToDouble(node -> Arrays.stream(nodes.names().get(node))
                        .mapToDouble(token -> logits[token])
                        .average()
                        .orElseThrow())
                .toArray();
    }
}
