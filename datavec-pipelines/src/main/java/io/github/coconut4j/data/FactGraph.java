package io.github.coconut4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The graph behind a problem: nodes are persons, concepts or labels, an edge {@code a -> b} says "every a is a b", and
 * the question asks which of two nodes can be reached from the root.
 *
 * <p>It is read from the keys that the official ProsQA files carry in every row ({@code idx_to_symbol}, {@code edges},
 * {@code root}, {@code target}, {@code neg_target}); the generators of this project write the same keys.
 *
 * <p>Creating one throws {@link DataException} if a node number has no symbol.
 *
 * @param symbols name of each node
 * @param edges pairs {@code (from, to)} of node numbers
 * @param root the node asked about
 * @param target the option that the root reaches
 * @param other the option that it does not reach
 */
public record FactGraph(List<String> symbols, List<Edge> edges, int root, int target, int other) {

    /**
     * One fact: {@code from} is a {@code to}.
     *
     * @param from node number, from 0
     * @param to node number, from 0
     */
    public record Edge(int from, int to) {}

    /** Distance of a node that cannot be reached. */
    public static final int UNREACHABLE = -1;

    private static final Integer NOBODY = -1;

    public FactGraph {
        symbols = List.copyOf(symbols);
        edges = List.copyOf(edges);
        checkEdges(edges, symbols);
        checkNode(root, "root", symbols);
        checkNode(target, "target", symbols);
        checkNode(other, "neg_target", symbols);
    }

    /**
     * The graph in a problem's extra keys, if the problem asks about it: which of its two options can be reached. What the
     * question and the answer say decides; a True-or-false problem that carries such keys is not about them.
     *
     * @param problem whose question, answer and extra keys are looked at
     * @return empty if the problem has no graph, or asks something else
     * @throws DataException if the keys are there but do not describe a graph
     */
    public static Optional<FactGraph> of(Problem problem) {
        Map<String, Object> extra = problem.extra();
        if (!isIn(problem)) {
            return Optional.empty();
        }
        List<String> symbols = new ArrayList<>();
        for (Object symbol : list(extra, "idx_to_symbol")) {
            symbols.add(String.valueOf(symbol));
        }
        List<Edge> edges = new ArrayList<>();
        for (Object edge : list(extra, "edges")) {
            if (!(edge instanceof List<?> pair) || pair.size() != 2) {
                throw new DataException("\"edges\" must be a list of pairs, but one entry is "
                        + Texts.shorten(String.valueOf(edge)) + ".");
            }
            edges.add(new Edge(node(pair.get(0), "edges"), node(pair.get(1), "edges")));
        }
        OptionalInt root = optionalNode(extra, "root");
        OptionalInt target = optionalNode(extra, "target");
        OptionalInt other = optionalNode(extra, "neg_target");
        if (root.isEmpty() || target.isEmpty() || other.isEmpty()) {
            checkEdges(edges, symbols);
            return Optional.empty();
        }
        FactGraph graph = new FactGraph(symbols, edges, root.getAsInt(), target.getAsInt(), other.getAsInt());
        return graph.isAskedIn(problem) ? Optional.of(graph) : Optional.empty();
    }

    /**
     * Whether a problem has the keys of a graph, be it asked about or not.
     *
     * @param problem of any kind
     * @return whether it has {@code edges} and {@code idx_to_symbol}, whatever they hold
     */
    public static boolean isIn(Problem problem) {
        Map<String, Object> extra = problem.extra();
        return extra.get("edges") != null && extra.get("idx_to_symbol") != null;
    }

    /**
     * The nodes that each node points at, by node number.
     *
     * @return a list for each node, empty for one without edges
     */
    public List<List<Integer>> successors() {
        return neighbours(false);
    }

    /**
     * The nodes that point at each node, by node number.
     *
     * @return a list for each node, empty for one that nothing points at
     */
    public List<List<Integer>> predecessors() {
        return neighbours(true);
    }

    /**
     * Number of edges from {@code start} to every node, {@link #UNREACHABLE} where there is no way.
     *
     * @param start node number
     * @return {@code [N] int}, 0 for {@code start} itself
     */
    public int[] distancesFrom(int start) {
        return distances(start, successors());
    }

    /**
     * Number of edges from every node to {@code end}, {@link #UNREACHABLE} where there is no way.
     *
     * @param end node number
     * @return {@code [N] int}, 0 for {@code end} itself
     */
    public int[] distancesTo(int end) {
        return distances(end, predecessors());
    }

    /** The answer with the other option in the place of the target, empty if the answer does not name the target. */
    Optional<String> otherAnswer(String answer) {
        String right = symbols.get(target);
        int at = Texts.lastMention(answer, right);
        return at < 0
                ? Optional.empty()
                : Optional.of(answer.substring(0, at) + symbols.get(other) + answer.substring(at + right.length()));
    }

    private List<List<Integer>> neighbours(boolean backwards) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int node = 0; node < symbols.size(); node++) {
            lists.add(new ArrayList<>());
        }
        for (Edge edge : edges) {
            if (backwards) {
                lists.get(edge.to()).add(edge.from());
            } else {
                lists.get(edge.from()).add(edge.to());
            }
        }
        return lists;
    }

    private int[] distances(int start, List<List<Integer>> next) {
        int[] distance = new int[symbols.size()];
        Arrays.fill(distance, UNREACHABLE);
        int[] queue = new int[symbols.size()];
        int filled = 0;
        distance[start] = 0;
        queue[filled++] = start;
        for (int done = 0; done < filled; done++) {
            for (int node : next.get(queue[done])) {
                if (distance[node] == UNREACHABLE) {
                    distance[node] = distance[queue[done]] + 1;
                    queue[filled++] = node;
                }
            }
        }
        return distance;
    }

    private static List<?> list(Map<String, Object> extra, String key) {
        if (extra.get(key) instanceof List<?> list) {
            return list;
        }
        throw new DataException(
                "\"" + key + "\" must be a list, but it is " + Texts.shorten(String.valueOf(extra.get(key))) + ".");
    }

    /** A node number; there is none where the key is missing, null or -1. */
    private static OptionalInt optionalNode(Map<String, Object> extra, String key) {
        Object value = extra.get(key);
        return value == null || value.equals(NOBODY) ? OptionalInt.empty() : OptionalInt.of(node(value, key));
    }

    private static int node(Object value, String key) {
        if (value instanceof Integer number) {
            return number;
        }
        throw new DataException(
                "\"" + key + "\" must hold node numbers, but it has " + Texts.shorten(String.valueOf(value)) + ".");
    }

    /** A choice: the question names both options, and the answer one of them, or at least no verdict. */
    private boolean isAskedIn(Problem problem) {
        String right = symbols.get(target);
        String wrong = symbols.get(other);
        boolean offered =
                Texts.lastMention(problem.question(), right) >= 0 && Texts.lastMention(problem.question(), wrong) >= 0;
        boolean chosen =
                Texts.lastMention(problem.answer(), right) >= 0 || Texts.lastMention(problem.answer(), wrong) >= 0;
        return offered && (chosen || !Problem.isVerdict(problem.answer()));
    }

    private static void checkEdges(List<Edge> edges, List<String> symbols) {
        for (Edge edge : edges) {
            checkNode(edge.from(), "edges", symbols);
            checkNode(edge.to(), "edges", symbols);
        }
    }

    private static void checkNode(int node, String key, List<String> symbols) {
        if (node < 0 || node >= symbols.size()) {
            throw new DataException("\"" + key + "\" names node " + node + ", but \"idx_to_symbol\" has only "
                    + symbols.size() + " symbols.");
        }
    }
}
