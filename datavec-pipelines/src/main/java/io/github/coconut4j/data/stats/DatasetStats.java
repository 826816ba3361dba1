package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.internal.stats.DataNotes;
import io.github.coconut4j.data.internal.stats.GraphFigures;
import io.github.coconut4j.data.internal.stats.OptionOrder;
import io.github.coconut4j.data.text.Tokenizer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of a data set, each as a histogram over its problems: steps and lengths for all, the shape of the graph for
 * graph problems.
 *
 * @param name of the data set
 * @param fingerprint of the data set
 * @param rows number of problems
 * @param leftOut what of the file was not read, one sentence each
 * @param notes what else is worth knowing, one sentence each
 * @param figures histogram by name of the figure, in the order in which they are shown; those of graphs count the problems
 *     alone that ask about one
 */
public record DatasetStats(
        String name,
        String fingerprint,
        long rows,
        List<String> leftOut,
        List<String> notes,
        Map<String, Histogram> figures) {

    public DatasetStats {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        leftOut = List.copyOf(leftOut);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a data set once.
     *
     * @param tokenizer measures lengths in tokens
     * @param source of which every row is read
     * @return figures of all its problems
     */
    public static DatasetStats of(ProblemSource source, Tokenizer tokenizer) {
        Map<String, Histogram> figures = new LinkedHashMap<>();
        DataNotes notes = new DataNotes();
        for (long row = 0; row < source.size(); row++) {
            Problem problem = source.problem(0, row);
            add(figures, "steps", problem.steps().size());
            add(figures, "question tokens", tokenizer.encode(problem.question() + "\n").length);
            add(figures, "step tokens", stepTokens(problem, tokenizer));
            add(figures, "answer tokens", tokenizer.encode("### " + problem.answer()).length + 1);
            notes.look(problem, source.place(row));
            FactGraph.of(problem).ifPresent(graph -> addGraph(figures, problem, graph));
        }
        return new DatasetStats(
                source.name(), source.fingerprint(), source.size(), source.leftOut(), notes.sentences(), figures);
    }

    /** As they are written down to be learnt, each with the end of its line. */
    private static int stepTokens(Problem problem, Tokenizer tokenizer) {
        return problem.steps().stream()
                .mapToInt(step -> tokenizer.encode(step + "\n").length)
                .sum();
    }

    private static void addGraph(Map<String, Histogram> figures, Problem problem, FactGraph graph) {
        GraphFigures shape = new GraphFigures(graph);
        add(figures, "nodes", graph.symbols().size());
        add(figures, "facts", graph.edges().size());
        add(figures, "persons", shape.sources());
        if (shape.shortestPath() != FactGraph.UNREACHABLE) {
            add(figures, "shortest path", shape.shortestPath());
            add(figures, "shortest paths", shape.shortestPaths());
        }
        add(figures, "out-degree of asked", graph.successors().get(graph.root()).size());
        OptionOrder.rightIsFirst(problem, graph).ifPresent(first -> add(figures, "right option first", first ? 1 : 0));
    }

    /**
     * A figure's name, with the number of problems it was counted over if that is not all of them.
     *
     * @param figure one of {@link #figures()}
     * @return for a table
     */
    public String label(String figure) {
        long counted = figures.get(figure).total();
        return counted == rows ? figure : figure + " (of " + counted + ")";
    }

    private static void add(Map<String, Histogram> figures, String figure, int value) {
        figures.computeIfAbsent(figure, name -> new Histogram()).add(value);
    }
}
