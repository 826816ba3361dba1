package io.github.coconut4j.curriculum.analysis;

import io.github.coconut4j.curriculum.analysis.tree.NodeValues;
import io.github.coconut4j.data.FactGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values of nodes by their height. */
final class Heights {
    private Heights() {}

    /**
     * Sorts the nodes that are due after k = 0, 1, ... thoughts.
     *
     * @param values after each k, problem by problem
     */
    static List<HeightFigures> of(List<FactGraph> graphs, List<List<NodeValues>> values) {
        List<HeightFigures> figures = new ArrayList<>();
        for (int k = 0; k < values.size(); k++) {
            Map<Integer, HeightSum> sums = new TreeMap<>();
            for (int i = 0; i < graphs.size(); i++) {
                NodeValues after = values.get(k).get(i);
                int[] distances = graphs.get(i).distancesFrom(graphs.get(i).root());
                int[] toTarget = graphs.get(i).distancesTo(graphs.get(i).target());
                int[] heights = heights(graphs.get(i));
                for (int node = 0; node < distances.length; node++) {
                    if (distances[node] == after.depth()) {
                        sums.computeIfAbsent(heights[node], height -> new HeightSum())
                                .add(after.values()[node], toTarget[node] != FactGraph.UNREACHABLE);
                    }
                }
            }
            int thoughts = k;
            sums.forEach((height, sum) -> figures.add(sum.figures(thoughts, height)));
        }
        return figures;
    }

    /** Distance of every node to the nearest leaf. */
    private static int[] heights(FactGraph graph) {
        List<List<Integer>> successors = graph.successors();
        int[] heights = new int[successors.size()];
        Arrays.fill(heights, Integer.MAX_VALUE);
        for (int leaf = 0; leaf < heights.length; leaf++) {
            if (successors.get(leaf).isEmpty()) {
                int[] distances = graph.distancesTo(leaf);
                for (int node = 0; node < heights.length; node++) {
                    if (distances[node] != FactGraph.UNREACHABLE) {
                        heights[node] = Math.min(heights[node], distances[node]);
                    }
                }
            }
        }
        return heights;
    }

    /** Values of nodes of one height, those that lead to the target and the others. */
    private static final class HeightSum {
        private double leading;
        private double astray;
        private int leadingNodes;
        private int nodes;

        void add(double value, boolean leads) {
            nodes++;
            if (leads) {
                leading += value;
                leadingNodes++;
            } else {
                astray += value;
            }
        }

        HeightFigures figures(int thoughts, int height) {
            int others = nodes - leadingNodes;
            return new HeightFigures(
                    thoughts,
                    height,
                    leadingNodes == 0 ? Double.NaN : leading / leadingNodes,
                    others == 0 ? Double.NaN : astray / others,
                    nodes);
        }
    }
}
