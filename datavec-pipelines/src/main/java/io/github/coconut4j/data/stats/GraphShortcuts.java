package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.internal.stats.OptionFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Rules that choose between the two options of a graph problem without looking at who is asked. */
final class GraphShortcuts {
    /** Features that make a rule of their own; the others only enter the regression. */
    private static final int SIMPLE_RULES = 5;

    /** For every problem, the right option's features minus the wrong option's. */
    private final Halves<double[]> differences = new Halves<>();

    void add(Problem problem, FactGraph graph) {
        differences.add(factsOf(graph), difference(problem, graph));
    }

    Optional<ShortcutTable> table() {
        if (!differences.areEnough()) {
            return Optional.empty();
        }
        List<Shortcut> shortcuts = new ArrayList<>();
        for (int feature = 0; feature < SIMPLE_RULES; feature++) {
            int number = feature;
            shortcuts.add(differences.score(OptionFeatures.NAMES.get(feature), rows -> direction(rows, number)));
        }
        shortcuts.add(
                differences.score("logistic regression on all features", rows -> LogisticRegression.fit(rows)::score));
        return Optional.of(new ShortcutTable("without looking at who is asked", shortcuts, ShortcutTable.COIN));
    }

    /** The rule that the option with more of a feature is right, or that with less, whichever is right more often. */
    private static ToDoubleFunction<double[]> direction(List<double[]> rows, int feature) {
        double direction = Math.signum(
                rows.stream().mapToDouble(row -> Math.signum(row[feature])).sum());
        return row -> direction * row[feature];
    }

    private static double[] difference(Problem problem, FactGraph graph) {
        OptionFeatures features = new OptionFeatures(problem, graph);
        double[] right = features.of(graph.target());
        double[] wrong = features.of(graph.other());
        for (int i = 0; i < right.length; i++) {
            right[i] -= wrong[i];
        }
        right[0] = Math.signum(right[0]);
        return right;
    }

    private static int factsOf(FactGraph graph) {
        int facts = graph.symbols().hashCode();
        for (FactGraph.Edge edge : graph.edges()) {
            facts = 31 * (31 * facts + edge.from()) + edge.to();
        }
        return facts;
    }
}
