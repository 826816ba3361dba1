package io.github.coconut4j.curriculum.audit.further;

import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.Twins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The problems that further experiments are made on.
 *
 * @param all the first of a source, twins left out
 * @param choices those with two options and as many thoughts as any of them, or as many steps if the model has none
 * @param graphs those of the choices that have a graph
 * @param thoughts how many each of the choices has, or is shown steps
 */
record Asked(List<Problem> all, List<Problem> choices, List<Problem> graphs, int thoughts) {

    static Asked of(TrainedModel model, ProblemSource source, int limit) {
        List<Problem> all = first(source, limit);
        List<Problem> choices = all.stream()
                .filter(problem -> problem.otherAnswer().isPresent())
                .toList();
        int most = choices.stream()
                .mapToInt(problem -> thoughts(model, problem))
                .max()
                .orElse(0);
        List<Problem> alike = choices.stream()
                .filter(problem -> thoughts(model, problem) == most)
                .toList();
        List<Problem> graphs = alike.stream()
                .filter(problem -> FactGraph.of(problem).isPresent())
                .toList();
        return new Asked(all, alike, graphs, most);
    }

    /** The first problems of a source that are nobody's twin. */
    static List<Problem> first(ProblemSource source, int limit) {
        List<Problem> problems = new ArrayList<>();
        for (long row = 0; row < source.size() && problems.size() < limit; row++) {
            Problem problem = source.problem(0, row);
            if (!problem.extra().containsKey(Twins.TWIN)) {
                problems.add(problem);
            }
        }
        return problems;
    }

    private static int thoughts(TrainedModel model, Problem problem) {
        int places = model.layout(problem).places();
        return places > 0 ? places : problem.steps().size();
    }

    List<FactGraph> factGraphs() {
        return graphs.stream().map(FactGraph::of).flatMap(Optional::stream).toList();
    }

    /** Problems as a source. */
    static ListSource source(String name, List<Problem> problems) {
        return new ListSource(name, problems, name);
    }
}
