package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.internal.stats.BagOfWords;
import io.github.coconut4j.data.internal.stats.Ontology;
import io.github.coconut4j.data.internal.stats.StatementFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Rules that judge a statement true or false without following the facts. */
final class StatementShortcuts {
    private static final int WORDS = 200;

    private final Halves<Statement> statements = new Halves<>();

    /** @param sign 1 if the statement is true, -1 if it is false */
    private record Statement(int sign, List<Integer> features, BagOfWords words) {
        /** The features, and a last 1. */
        double[] numbers() {
            return IntStream.concat(features.stream().mapToInt(Integer::intValue), IntStream.of(1))
                    .asDoubleStream()
                    .toArray();
        }

        double[] signed(Function<Statement, double[]> numbers) {
            return Arrays.stream(numbers.apply(this))
                    .map(number -> number * sign)
                    .toArray();
        }
    }

    /** Adds a problem; one whose answer is neither True nor False is left out. */
    void add(Problem problem, Ontology ontology) {
        int sign = problem.agrees().map(agrees -> agrees ? 1 : -1).orElse(0);
        if (sign != 0) {
            statements.add(
                    Set.copyOf(ontology.facts()),
                    new Statement(sign, new StatementFeatures(ontology).values(), BagOfWords.of(problem.question())));
        }
    }

    Optional<ShortcutTable> table() {
        if (!statements.areEnough()) {
            return Optional.empty();
        }
        List<Shortcut> shortcuts = new ArrayList<>();
        for (int feature = 0; feature < StatementFeatures.NAMES.size(); feature++) {
            int number = feature;
            shortcuts.add(statements.score(StatementFeatures.NAMES.get(feature), half -> majority(half, number)));
        }
        shortcuts.add(
                statements.score("logistic regression on all features", half -> regression(half, Statement::numbers)));
        shortcuts.add(statements.score("logistic regression on the words", StatementShortcuts::regressionOnWords));
        return Optional.of(new ShortcutTable("without following the facts", shortcuts, ShortcutTable.COIN));
    }

    /** The rule that answers as most statements with the same value of a feature; undecided for values never seen. */
    private static ToDoubleFunction<Statement> majority(List<Statement> half, int feature) {
        Map<Integer, Integer> votes = new HashMap<>();
        half.forEach(statement -> votes.merge(statement.features.get(feature), statement.sign, Integer::sum));
        return statement -> statement.sign * votes.getOrDefault(statement.features.get(feature), 0);
    }

    private static ToDoubleFunction<Statement> regressionOnWords(List<Statement> half) {
        List<String> words = BagOfWords.commonest(half.stream().map(Statement::words), WORDS);
        return regression(half, statement -> statement.words.vector(words));
    }

    private static ToDoubleFunction<Statement> regression(List<Statement> half, Function<Statement, double[]> numbers) {
        LogisticRegression fitted = LogisticRegression.fit(
                half.stream().map(statement -> statement.signed(numbers)).toList());
        return statement -> fitted.score(statement.signed(numbers));
    }
}
