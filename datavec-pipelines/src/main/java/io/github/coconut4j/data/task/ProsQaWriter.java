package io.github.coconut4j.data.task;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.FactGraph.Edge;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.internal.task.Draws;
import io.github.coconut4j.data.internal.task.ProsQaNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Chooses what is asked about a graph, gives the nodes names and writes the facts down.
 *
 * <p>Default kind: the person with the deeper leaf is asked, its deepest leaf is the target, any leaf of the other person
 * is the other option (so it was in all 300 published validation problems); ways of less than 3 or more than 6 hops, which
 * chance hardly ever finds, are grown around. Balanced kind: one leaf of each person at the same depth, then a coin.
 */
final class ProsQaWriter {
    private static final int SHORTEST_FOUND_BY_CHANCE = 3;
    private static final int LONGEST_FOUND_BY_CHANCE = 6;
    private static final int ATTEMPTS = 100_000;

    private final ProsQa task;
    private final RandomGenerator random;
    private ProsQaGraph graph;
    private int root;
    private int target;
    private int other;

    private ProsQaWriter(ProsQa task, RandomGenerator random) {
        this.task = task;
        this.random = random;
    }

    static Problem problem(ProsQa task, RandomGenerator random) {
        ProsQaWriter writer = new ProsQaWriter(task, random);
        writer.drawGraph(task.lengths().draw(random));
        return writer.write();
    }

    private void drawGraph(int hops) {
        if (task.balanced()) {
            askAboutTwoChains(hops);
            return;
        }
        boolean rare = hops < SHORTEST_FOUND_BY_CHANCE || hops > LONGEST_FOUND_BY_CHANCE;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (rare ? askAboutOneChain(hops) : askTheDeeper(hops)) {
                return;
            }
        }
        throw new DataException("No graph with a path of " + hops + " hops was found in " + ATTEMPTS
                + " attempts; ask for more concepts, fewer hops, more branching or fewer parents.");
    }

    private boolean askTheDeeper(int hops) {
        graph = ProsQaGraph.grow(task, random);
        List<Integer> first = leavesOf(0);
        List<Integer> second = leavesOf(1);
        root = deepest(first) > deepest(second) ? 0 : 1;
        List<Integer> targets = atDepth(root == 0 ? first : second, hops);
        List<Integer> others = root == 0 ? second : first;
        if (Math.max(deepest(first), deepest(second)) != hops || others.isEmpty()) {
            return false;
        }
        target = Draws.any(targets, random);
        other = Draws.any(others, random);
        return true;
    }

    private boolean askAboutOneChain(int hops) {
        root = random.nextInt(2);
        graph = ProsQaGraph.growAround(task, random, hops, List.of(root));
        List<Integer> others = leavesOf(1 - root);
        if (others.isEmpty()) {
            return false;
        }
        target = Draws.any(atDepth(leavesOf(root), hops), random);
        other = Draws.any(others, random);
        return true;
    }

    private void askAboutTwoChains(int hops) {
        graph = ProsQaGraph.growAround(task, random, hops, List.of(0, 1));
        int[] options = {Draws.any(atDepth(leavesOf(0), hops), random), Draws.any(atDepth(leavesOf(1), hops), random)};
        root = random.nextInt(2);
        target = options[root];
        other = options[1 - root];
    }

    private Problem write() {
        List<Edge> edges = new ArrayList<>(graph.edges());
        Distractors.add(edges, task, random);
        List<Integer> nodes = new ArrayList<>(mentioned(edges));
        List<Edge> facts = edges.stream()
                .map(edge -> new Edge(nodes.indexOf(edge.from()), nodes.indexOf(edge.to())))
                .toList();
        List<String> names = names(nodes.size(), facts);
        String asked = names.get(root);
        String right = names.get(nodes.indexOf(target));
        String wrong = names.get(nodes.indexOf(other));
        boolean rightFirst = random.nextBoolean();

        StringBuilder question = new StringBuilder();
        for (Edge fact : Draws.shuffled(facts, random)) {
            question.append(sentence(names.get(fact.from()), names.get(fact.to())))
                    .append(' ');
        }
        question.append("Is ").append(asked).append(" a ").append(rightFirst ? right : wrong);
        question.append(" or ").append(rightFirst ? wrong : right).append('?');

        Map<String, Object> extra = new LinkedHashMap<>();
        extra.put("idx_to_symbol", names);
        extra.put(
                "edges",
                facts.stream().map(fact -> List.of(fact.from(), fact.to())).toList());
        extra.put("root", root);
        extra.put("target", nodes.indexOf(target));
        extra.put("neg_target", nodes.indexOf(other));
        return new Problem(question.toString(), steps(nodes, names), asked + " is a " + right + ".", extra);
    }

    /** The sentences of one shortest way, chosen backwards from the target. */
    private List<String> steps(List<Integer> nodes, List<String> names) {
        int side = ProsQaGraph.SIDES.get(root);
        List<String> steps = new ArrayList<>();
        for (int node = target; node != root; ) {
            int depth = graph.depth(node);
            int parent = Draws.any(
                    graph.parentsOnSide(node, side).stream()
                            .filter(candidate -> graph.depth(candidate) == depth - 1)
                            .toList(),
                    random);
            steps.add(sentence(names.get(nodes.indexOf(parent)), names.get(nodes.indexOf(node))));
            node = parent;
        }
        Collections.reverse(steps);
        return steps;
    }

    /** A person's name for every node that no fact leads to, a concept's for all others. */
    private List<String> names(int nodes, List<Edge> facts) {
        List<String> persons = Draws.shuffled(ProsQaNames.PERSONS, random);
        List<String> concepts = Draws.shuffled(task.conceptNames(), random);
        List<String> names = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            int number = node;
            boolean person = facts.stream().noneMatch(fact -> fact.to() == number);
            List<String> left = person ? persons : concepts;
            if (left.isEmpty()) {
                throw new DataException("A problem of " + nodes + " nodes needs more names than there are; "
                        + "ask for fewer distractors or hops, or for renamed concepts.");
            }
            names.add(left.remove(left.size() - 1));
        }
        return List.copyOf(names);
    }

    static String sentence(String from, String to) {
        String every = Character.isUpperCase(from.charAt(0)) ? "" : "Every ";
        return every + from + " is a " + to + ".";
    }

    private static Set<Integer> mentioned(List<Edge> edges) {
        Set<Integer> nodes = new TreeSet<>(List.of(0, 1));
        for (Edge edge : edges) {
            nodes.add(edge.from());
            nodes.add(edge.to());
        }
        return nodes;
    }

    private List<Integer> leavesOf(int person) {
        return graph.leavesOf(ProsQaGraph.SIDES.get(person));
    }

    private int deepest(List<Integer> leaves) {
        return leaves.stream().mapToInt(graph::depth).max().orElse(0);
    }

    private List<Integer> atDepth(List<Integer> leaves, int depth) {
        return leaves.stream().filter(leaf -> graph.depth(leaf) == depth).toList();
    }
}
