package io.github.coconut4j.curriculum.audit.further;

import io.github.coconut4j.data.FactGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which node each step of some problems arrives at, as numbers of classes: nodes of one name are of one class.
 *
 * @param steps {@code [steps][N]}
 * @param classes how many there are
 */
record StepLabels(List<int[]> steps, int classes) {

    /** Of the first steps on a shortest way from the root to the target; behind the target it stays there. */
    static StepLabels of(List<FactGraph> graphs, int steps) {
        Map<String, Integer> classes = new LinkedHashMap<>();
        List<int[]> labels = new ArrayList<>();
        for (int k = 0; k < steps; k++) {
            labels.add(new int[graphs.size()]);
        }
        for (int row = 0; row < graphs.size(); row++) {
            FactGraph graph = graphs.get(row);
            int[] toTarget = graph.distancesTo(graph.target());
            List<List<Integer>> successors = graph.successors();
            int node = graph.root();
            for (int k = 0; k < steps; k++) {
                int left = toTarget[node] - 1;
                node = left < 0
                        ? node
                        : successors.get(node).stream()
                                .filter(next -> toTarget[next] == left)
                                .findFirst()
                                .orElse(node);
                labels.get(k)[row] = classes.computeIfAbsent(graph.symbols().get(node), name -> classes.size());
            }
        }
        return new StepLabels(labels, classes.size());
    }
}
