package io.github.coconut4j.curriculum.internal.tree;

import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.text.Tokenizer;
import java.util.Arrays;
import java.util.List;

/**
 * How a model would name the nodes of a problem if it were made to write the next step: the words up to the name, and the tokens of each name.
 *
 * @param before tokens that a step begins with, before the name
 * @param names tokens of each node's name, by node number
 * @param depth distance from the root of the node that is rightly named here
 */
public record SpokenNodes(int[] before, List<int[]> names, int depth) {

    /**
     * After k steps. In sentences the step says "Every a is a b." and a, which is named first, lies k steps from the root; the very first step begins with the root
     * itself, and b is named. In symbols a step is the name of the next node alone.
     */
    public static SpokenNodes after(Problem problem, FactGraph graph, int k, Tokenizer tokenizer) {
        boolean sentences = problem.steps().stream().anyMatch(step -> step.endsWith("."));
        String prefix = !sentences ? "" : k == 0 ? graph.symbols().get(graph.root()) + " is a" : "Every";
        int[] before = prefix.isEmpty() ? new int[0] : tokenizer.encode(prefix);
        List<int[]> names = graph.symbols().stream()
                .map(symbol -> tail(tokenizer.encode(prefix.isEmpty() ? symbol : prefix + " " + symbol), before.length))
                .toList();
        return new SpokenNodes(before, names, sentences && k > 0 ? k : k + 1);
    }

    private static int[] tail(int[] tokens, int from) {
        return Arrays.copyOfRange(tokens, from, tokens.length);
    }
}
