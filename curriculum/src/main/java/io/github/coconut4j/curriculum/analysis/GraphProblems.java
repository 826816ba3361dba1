package io.github.coconut4j.curriculum.analysis;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The problems of a source that have a graph.
 *
 * @param source the problems
 * @param graphs the graph of each
 * @param leftOut how many have none
 */
record GraphProblems(ListSource source, List<FactGraph> graphs, int leftOut) {

    /**
     * The first of them.
     *
     * @param limit at most so many
     * @throws CurriculumException if none has a graph
     */
    static GraphProblems of(ProblemSource all, int limit) {
        List<Problem> problems = new ArrayList<>();
        List<FactGraph> graphs = new ArrayList<>();
        int leftOut = 0;
        for (long row = 0; row < all.size() && problems.size() < limit; row++) {
            Problem problem = all.problem(0, row);
            Optional<FactGraph> graph = FactGraph.of(problem);
            if (graph.isPresent()) {
                problems.add(problem);
                graphs.add(graph.get());
            } else {
                leftOut++;
            }
        }
        if (problems.isEmpty()) {
            throw new CurriculumException(
                    "%s has no problem with a graph (the keys idx_to_symbol, edges, root, target and neg_target), so there is no search to look at; its answers are judged by ./coconut evaluate."
                            .formatted(all.name()));
        }
        return new GraphProblems(new ListSource(all.name(), problems, all.fingerprint()), graphs, leftOut);
    }

    int size() {
        return graphs.size();
    }
}
