package io.github.coconut4j.data.task;

import io.github.coconut4j.data.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One graph of {@link GraphSearch}.
 *
 * <ol>
 *   <li>Two sides, each with layers 0 to h: one root, then {@code width} nodes in every layer.
 *   <li>Every node below the root has one parent, drawn from the layer before on its own side.
 *   <li>On each side {@code extra} distinct nodes of layer 2 or deeper have a second, different parent of the layer
 *       before; so every way from the root to a node is as long as the node's layer.
 *   <li>Every shared leaf has one parent on each side, drawn from layers 0 to h-1.
 *   <li>The candidates are one node of layer h of each side; which side is asked is a coin flip, so is the order in which
 *       the candidates are named. Labels and the order of the edges are random permutations.
 * </ol>
 */
final class LayeredGraph {
    private final GraphSearch task;
    private final RandomGenerator random;
    private final int sideNodes;
    private final int[][] parents;
    private final int[] from;
    private final int[] to;
    private int edges;

    private LayeredGraph(GraphSearch task, RandomGenerator random) {
        this.task = task;
        this.random = random;
        sideNodes = 1 + task.hops() * task.width();
        parents = new int[task.nodes()][];
        from = new int[task.edges()];
        to = new int[task.edges()];
    }

    static LayeredGraph draw(GraphSearch task, RandomGenerator random) {
        LayeredGraph graph = new LayeredGraph(task, random);
        for (int side = 0; side < 2; side++) {
            graph.growTree(side);
            graph.addSecondParents(side);
        }
        graph.addSharedLeaves();
        return graph;
    }

    /** The drawn graph as a problem, with labels, order and asked side drawn now. */
    Problem problem() {
        int[] label = permutation(task.nodes());
        int[] order = permutation(edges);
        int asked = random.nextInt(2);
        int target = node(asked, task.hops(), random.nextInt(task.width()));
        int other = node(1 - asked, task.hops(), random.nextInt(task.width()));
        int root = root(asked);

        StringBuilder question = new StringBuilder();
        List<List<Integer>> edgeList = new ArrayList<>(edges);
        for (int edge : order) {
            int a = label[from[edge]];
            int b = label[to[edge]];
            question.append(a).append('>').append(b).append(' ');
            edgeList.add(List.of(a, b));
        }
        boolean targetFirst = random.nextBoolean();
        question.append("? ").append(label[targetFirst ? target : other]);
        question.append(' ').append(label[targetFirst ? other : target]);
        question.append(" : ").append(label[root]);

        Map<String, Object> extra = new LinkedHashMap<>();
        extra.put("idx_to_symbol", names());
        extra.put("edges", Collections.unmodifiableList(edgeList));
        extra.put("root", label[root]);
        extra.put("target", label[target]);
        extra.put("neg_target", label[other]);
        return new Problem(question.toString(), way(target, label), Integer.toString(label[target]), extra);
    }

    private void growTree(int side) {
        for (int layer = 1; layer <= task.hops(); layer++) {
            for (int place = 0; place < task.width(); place++) {
                int child = node(side, layer, place);
                int parent = node(side, layer - 1, random.nextInt(widthOf(layer - 1)));
                parents[child] = new int[] {parent};
                addEdge(parent, child);
            }
        }
    }

    private void addSecondParents(int side) {
        int[] candidates = permutation(task.width() * (task.hops() - 1));
        for (int i = 0; i < task.extra(); i++) {
            int layer = 2 + candidates[i] / task.width();
            int child = node(side, layer, candidates[i] % task.width());
            int firstPlace = parents[child][0] - node(side, layer - 1, 0);
            int place = (firstPlace + 1 + random.nextInt(task.width() - 1)) % task.width();
            int parent = node(side, layer - 1, place);
            parents[child] = new int[] {parents[child][0], parent};
            addEdge(parent, child);
        }
    }

    private void addSharedLeaves() {
        for (int leaf = 2 * sideNodes; leaf < task.nodes(); leaf++) {
            for (int side = 0; side < 2; side++) {
                addEdge(root(side) + random.nextInt(sideNodes - task.width()), leaf);
            }
        }
    }

    /** The labels on a random way from the root to a node, without the root. */
    private List<String> way(int target, int[] label) {
        String[] steps = new String[task.hops()];
        int node = target;
        for (int step = task.hops() - 1; step >= 0; step--) {
            steps[step] = Integer.toString(label[node]);
            node = parents[node][random.nextInt(parents[node].length)];
        }
        return List.of(steps);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(task.nodes());
        for (int node = 0; node < task.nodes(); node++) {
            names.add(Integer.toString(node));
        }
        return names;
    }

    private int root(int side) {
        return side * sideNodes;
    }

    private int node(int side, int layer, int place) {
        return layer == 0 ? root(side) : root(side) + 1 + (layer - 1) * task.width() + place;
    }

    private int widthOf(int layer) {
        return layer == 0 ? 1 : task.width();
    }

    private void addEdge(int parent, int child) {
        from[edges] = parent;
        to[edges++] = child;
    }

    private int[] permutation(int size) {
        int[] numbers = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            numbers[i] = numbers[j];
            numbers[j] = i;
        }
        return numbers;
    }
}
