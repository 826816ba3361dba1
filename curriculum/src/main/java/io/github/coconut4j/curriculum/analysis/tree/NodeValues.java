package io.github.coconut4j.curriculum.analysis.tree;

import io.github.coconut4j.curriculum.internal.tree.SpokenNodes;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.StagedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The value of a node after k thoughts, as the paper defines it (Hao et al. 2024, section 5): the probability the model gives to the node's name when it is made to
 * speak, the product over the tokens of the name.
 *
 * @param values by node number
 * @param depth distance from the root of the nodes that could rightly be named
 */
public record NodeValues(double[] values, int depth) {

    /**
     * Values of many problems at the same k, batch by batch.
     *
     * @param model that is asked
     * @param problems each with a graph
     * @param graphs of the problems
     * @param k thoughts it has had, from 0
     * @return the values of every node, problem by problem
     */
    public static List<NodeValues> of(Interrogation model, List<Problem> problems, List<FactGraph> graphs, int k) {
        List<Map<List<Integer>, Integer>> rows = new ArrayList<>();
        List<SpokenNodes> spoken = new ArrayList<>();
        List<StagedRecord> prompts = new ArrayList<>();
        List<Set<Integer>> wanted = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            SpokenNodes nodes = SpokenNodes.after(problems.get(i), graphs.get(i), k, model.tokenizer());
            Map<List<Integer>, Integer> beginnings = new LinkedHashMap<>();
            for (int[] name : nodes.names()) {
                for (int said = 0; said < name.length; said++) {
                    List<Integer> beginning = beginning(name, said);
                    if (!beginnings.containsKey(beginning)) {
                        beginnings.put(beginning, prompts.size());
                        prompts.add(model.speaking(problems.get(i), k, joined(nodes.before(), name, said)));
                        wanted.add(new HashSet<>());
                    }
                    wanted.get(beginnings.get(beginning)).add(name[said]);
                }
            }
            rows.add(beginnings);
            spoken.add(nodes);
        }
        List<Map<Integer, Double>> next = model.behind(prompts, (prompt, end) -> wanted.get(prompt).stream()
                .collect(Collectors.toMap(token -> token, token -> end.logProbabilities()[token])));
        List<NodeValues> values = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            Map<List<Integer>, Integer> beginnings = rows.get(i);
            double[] products = spoken.get(i).names().stream()
                    .mapToDouble(name -> probability(name, beginnings, next))
                    .toArray();
            values.add(new NodeValues(products, spoken.get(i).depth()));
        }
        return values;
    }

    private static double probability(int[] name, Map<List<Integer>, Integer> rows, List<Map<Integer, Double>> next) {
        double log = 0;
        for (int said = 0; said < name.length; said++) {
            log += next.get(rows.get(beginning(name, said))).get(name[said]);
        }
        return Math.exp(log);
    }

    private static List<Integer> beginning(int[] name, int length) {
        return Arrays.stream(name).limit(length).boxed().toList();
    }

    private static int[] joined(int[] before, int[] name, int said) {
        int[] words = Arrays.copyOf(before, before.length + said);
        System.arraycopy(name, 0, words, before.length, said);
        return words;
    }
}
