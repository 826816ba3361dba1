package io.github.coconut4j.data.task;

import io.github.coconut4j.data.FactGraph.Edge;
import io.github.coconut4j.data.internal.task.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The random graph of a ProsQA problem, grown as the paper's appendix describes: nodes 0 and 1 are two persons; every
 * further node draws how many parents it has and picks them among the older nodes, the deeper the likelier. A node
 * belongs to the side of every person it descends from; most new nodes avoid one of the sides, so that the sides stay
 * apart. A node without parents is a further person.
 *
 * <p>The paper leaves some numbers open. The constants here were fitted to the published problems: number of concepts,
 * persons and facts, parents and children, descendants of either person and of both.
 */
final class ProsQaGraph {
    static final double PUBLISHED_PARENTS = 1.45;

    /** The two sides, as bits. */
    static final List<Integer> SIDES = List.of(1, 2);

    private static final double AVOIDS_FIRST = 0.45;
    private static final double AVOIDS_SECOND = 0.35;
    private static final double STAYS_WITHOUT_PARENTS = 0.55;
    private static final double DEPTH_WEIGHT = 1.5;
    private static final double WEIGHT_OF_NEITHER = 0.025;
    private static final double WEIGHT_OF_BOTH = 0.3;

    /** In a plan: a node that belongs to no chain. */
    private static final int FREE = -1;

    private final ProsQa task;
    private final RandomGenerator random;
    private final int[] sides;
    private final int[] depths;
    private final int[] children;
    /** Children that are still to come and must find room. */
    private final int[] reserved;

    private final boolean[] closed;
    private final List<Edge> edges = new ArrayList<>();
    private int size = 2;

    private ProsQaGraph(ProsQa task, RandomGenerator random, int nodes) {
        this.task = task;
        this.random = random;
        sides = new int[nodes];
        depths = new int[nodes];
        children = new int[nodes];
        reserved = new int[nodes];
        closed = new boolean[nodes];
        for (int person = 0; person < 2; person++) {
            sides[person] = SIDES.get(person);
        }
    }

    /** A graph as published: everything grows freely. */
    static ProsQaGraph grow(ProsQa task, RandomGenerator random) {
        ProsQaGraph graph = new ProsQaGraph(task, random, task.concepts().draw(random));
        while (graph.size < graph.sides.length) {
            graph.addFreely();
        }
        return graph;
    }

    /**
     * A graph that grows around chains of one length, mixed in with nodes that grow freely. The last node of a chain is a
     * leaf, exactly {@code hops} away from its person.
     *
     * @param persons who has a chain: 0, 1 or both
     */
    static ProsQaGraph growAround(ProsQa task, RandomGenerator random, int hops, List<Integer> persons) {
        int chained = persons.size() * hops;
        ProsQaGraph graph = new ProsQaGraph(task, random, task.concepts().draw(random, chained));
        List<Integer> plan = new ArrayList<>(Collections.nCopies(graph.sides.length - 2 - chained, FREE));
        for (int person : persons) {
            plan.addAll(Collections.nCopies(hops, person));
            graph.reserved[person] = 1;
        }
        int[] ends = {0, 1};
        for (int person : Draws.shuffled(plan, random)) {
            if (person == FREE) {
                graph.addFreely();
            } else {
                ends[person] = graph.addToChain(ends[person], hops);
            }
        }
        return graph;
    }

    /** The facts, in the order in which their second node was added. */
    List<Edge> edges() {
        return edges;
    }

    /** Hops from the person whose side a node is on; for a node on both sides, from the nearer one. */
    int depth(int node) {
        return depths[node];
    }

    /** The nodes on a side alone that lead to a node in one hop. */
    List<Integer> parentsOnSide(int node, int side) {
        return edges.stream()
                .filter(edge -> edge.to() == node && sides[edge.from()] == side)
                .map(Edge::from)
                .toList();
    }

    /** The leaves that descend from one person and not from the other. */
    List<Integer> leavesOf(int side) {
        return IntStream.range(2, size)
                .filter(node -> children[node] == 0 && sides[node] == side)
                .boxed()
                .toList();
    }

    private void addFreely() {
        double coin = random.nextDouble();
        int avoided = coin < AVOIDS_FIRST ? SIDES.get(0) : coin < AVOIDS_FIRST + AVOIDS_SECOND ? SIDES.get(1) : 0;
        double[] weights = weights(avoided, 0);
        addParents(size++, drawParents(), weights);
    }

    /** Adds the next node of a chain; further parents come from nodes that make no shorter way. */
    private int addToChain(int end, int hops) {
        double[] weights = weights(SIDES.get(0) + SIDES.get(1) - sides[end], depths[end]);
        weights[end] = 0;
        int node = size++;
        reserved[end]--;
        addEdge(end, node);
        addParents(node, drawParents() - 1, weights);
        closed[node] = depths[node] == hops;
        reserved[node] = closed[node] ? 0 : 1;
        return node;
    }

    private void addParents(int node, int wanted, double[] weights) {
        for (int left = wanted; left > 0; left--) {
            int parent = pick(weights);
            if (parent < 0) {
                return;
            }
            weights[parent] = 0;
            addEdge(parent, node);
        }
    }

    private void addEdge(int parent, int node) {
        if (sides[parent] != 0) {
            int depth = depths[parent] + 1;
            depths[node] = sides[node] == 0 ? depth : Math.min(depths[node], depth);
        }
        edges.add(new Edge(parent, node));
        children[parent]++;
        sides[node] |= sides[parent];
    }

    /** How likely every older node becomes a parent. Nodes of a side must be at least so deep. */
    private double[] weights(int avoidedSides, int leastDepth) {
        double[] weights = new double[size];
        for (int node = 0; node < size; node++) {
            boolean full = task.branching() > 0 && children[node] + reserved[node] >= task.branching();
            boolean allowed = (sides[node] & avoidedSides) == 0 && (sides[node] == 0 || depths[node] >= leastDepth);
            weights[node] = allowed && !full && !closed[node] ? weight(node) : 0;
        }
        return weights;
    }

    private double weight(int node) {
        if (sides[node] == 0) {
            return WEIGHT_OF_NEITHER;
        }
        return SIDES.contains(sides[node]) ? 1 + DEPTH_WEIGHT * depths[node] : WEIGHT_OF_BOTH;
    }

    private int drawParents() {
        if (task.parents() <= 1) {
            return 1;
        }
        int parents = poisson();
        if (parents == 0 && random.nextDouble() >= STAYS_WITHOUT_PARENTS) {
            while (parents == 0) {
                parents = poisson();
            }
        }
        return parents;
    }

    /** Knuth's product of uniforms; fine for the small means here. */
    private int poisson() {
        double limit = Math.exp(-task.parents());
        int count = -1;
        for (double product = 1; product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** A node drawn by weight, -1 if all weights are 0. */
    private int pick(double[] weights) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        for (int node = 0; node < weights.length; node++) {
            left -= weights[node];
            if (left < 0) {
                return node;
            }
        }
        return -1;
    }
}
