package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.internal.stats.Ontology;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far one gets on graph problems without looking at who is asked, and on True-or-false problems without following the
 * facts. Every rule is fitted on one half of the problems (which direction of its feature is right, or the regression's
 * weights) and scored on the other, and the other way round; problems with the same facts are in the same half.
 *
 * <p>Published ProsQA problems can be answered to 91 % by the distance to the nearest person alone.
 *
 * @param without what none of the rules does
 * @param shortcuts the rules, simple ones first, the regression last
 * @param chance share of right answers of whoever guesses
 */
public record ShortcutTable(String without, List<Shortcut> shortcuts, double chance) {
    private static final double SUSPICIOUS = 0.05;
    static final double COIN = 0.5;

    public ShortcutTable {
        shortcuts = List.copyOf(shortcuts);
    }

    /**
     * Scores the rules on the first problems of a source. Problems whose facts cannot be read are left out.
     *
     * @param atMost how many problems to read
     * @param source of any kind of problem
     * @return empty if there are fewer than 20 different graphs, or ontologies, among them, and more than a few answers
     */
    public static Optional<ShortcutTable> of(ProblemSource source, long atMost) {
        GraphShortcuts graphs = new GraphShortcuts();
        StatementShortcuts statements = new StatementShortcuts();
        AnswerShortcuts answers = new AnswerShortcuts();
        for (long row = 0; row < Math.min(atMost, source.size()); row++) {
            Problem problem = source.problem(0, row);
            answers.add(problem);
            try {
                FactGraph.of(problem).ifPresent(graph -> graphs.add(problem, graph));
                Ontology.of(problem).ifPresent(ontology -> statements.add(problem, ontology));
            } catch (DataException unreadable) {
                // DataCheck names such problems
            }
        }
        return graphs.table().or(statements::table).or(answers::table);
    }

    /**
     * The rule that is right most often.
     *
     * @return one of {@link #shortcuts()}
     */
    public Shortcut best() {
        return shortcuts.stream()
                .max(Comparator.comparingDouble(Shortcut::accuracy))
                .orElseThrow();
    }

    /**
     * What the table means for whoever wants to train on the data, in one sentence.
     *
     * @return begins with "No shortcut found" or "Caution"
     */
    public String verdict() {
        Shortcut best = best();
        return best.accuracy() <= chance + SUSPICIOUS
                ? String.format(
                        Locale.ROOT,
                        "No shortcut found: %s, no rule is right in more than %.1f %%.",
                        without,
                        100 * best.accuracy())
                : String.format(
                        Locale.ROOT,
                        "Caution: %s, \"%s\" is right in %.1f %%; compare accuracies with that, not with %.0f %%.",
                        without,
                        best.rule(),
                        100 * best.accuracy(),
                        100 * chance);
    }
}
