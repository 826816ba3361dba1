package io.github.coconut4j.curriculum.analysis.tree;

import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import io.github.coconut4j.data.FactGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model wrote about a graph problem, in the classes of the paper (Hao et al. 2024, section 5.1). */
public enum PathOutcome {
    /** One of the shortest ways to the target, from where the thoughts left off. */
    CORRECT_PATH("correct path"),
    /** A way of facts to the target, but not a shortest one. */
    LONGER_PATH("longer path"),
    /** The right answer without any step. */
    CORRECT_LABEL("correct label only"),
    /** Another answer, or none, without any step. */
    INCORRECT_LABEL("incorrect label only"),
    /** A fact that is not there, or facts that do not hang together. */
    HALLUCINATION("hallucination"),
    /** A way of facts that ends elsewhere. */
    WRONG_TARGET("wrong target");

    private static final Pattern SENTENCE = Pattern.compile("(?:[Ee]very )?(\\S+) is an? (\\S+?)\\s?\\.?");

    private final String words;

    PathOutcome(String words) {
        this.words = words;
    }

    /** {@return what is printed for it} */
    public String words() {
        return words;
    }

    /**
     * Judges an answer.
     *
     * @param graph of the question
     * @param answer of the model
     * @return the class of its path
     */
    public static PathOutcome of(FactGraph graph, Evaluator.Answer answer) {
        List<String> lines = answer.reasoning()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty()) {
            return answer.outcome() == Outcome.RIGHT ? CORRECT_LABEL : INCORRECT_LABEL;
        }
        return path(graph, lines).map(path -> of(graph, path)).orElse(HALLUCINATION);
    }

    private static PathOutcome of(FactGraph graph, List<Integer> path) {
        int[] distances = graph.distancesFrom(graph.root());
        int begun = distances[path.get(0)];
        if (begun == FactGraph.UNREACHABLE) {
            return HALLUCINATION;
        }
        if (path.get(path.size() - 1) != graph.target()) {
            return WRONG_TARGET;
        }
        return begun + path.size() - 1 == distances[graph.target()] ? CORRECT_PATH : LONGER_PATH;
    }

    /** The nodes of the written steps, each an edge of the graph; empty if they are none. Symbols may stand in one line. */
    private static Optional<List<Integer>> path(FactGraph graph, List<String> lines) {
        List<Integer> path = new ArrayList<>();
        for (String line : lines) {
            Matcher sentence = SENTENCE.matcher(line);
            if (sentence.matches() && !begins(graph, path, sentence.group(1))) {
                return Optional.empty();
            }
            String[] names = sentence.matches() ? new String[] {sentence.group(2)} : line.split("\\s+");
            for (String name : names) {
                int node = graph.symbols().indexOf(name);
                if (node < 0 || (!path.isEmpty() && !leads(graph, path.get(path.size() - 1), node))) {
                    return Optional.empty();
                }
                path.add(node);
            }
        }
        return Optional.of(path);
    }

    /** A sentence begins where the one before it ended; the first one may begin anywhere. */
    private static boolean begins(FactGraph graph, List<Integer> path, String name) {
        int node = graph.symbols().indexOf(name);
        if (node >= 0 && path.isEmpty()) {
            path.add(node);
        }
        return node >= 0 && path.get(path.size() - 1) == node;
    }

    private static boolean leads(FactGraph graph, int from, int to) {
        return graph.edges().contains(new FactGraph.Edge(from, to));
    }
}
