package io.github.coconut4j.curriculum.audit.scores;

import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Column;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * After which thought a model is decided (experiment E11): a problem is committed at the first k from which on the margin log p(right) - log p(other) keeps the sign it has
 * in the end.
 *
 * @param thoughts k
 * @param committed share of the problems that are committed at k, not before
 * @param right share in which the right option is preferred after k thoughts
 * @param margin mean of the margin after k thoughts
 */
public record Commitment(int thoughts, double committed, double right, double margin) {

    /**
     * Counts.
     *
     * @param scores after k = 0 .. K thoughts, {@code [K + 1][problems]}
     * @return shares after each number of thoughts, k = 0 first
     */
    public static List<Commitment> of(List<List<OptionScores>> scores) {
        int[] at = at(scores);
        List<Commitment> commitments = new ArrayList<>();
        for (int k = 0; k < scores.size(); k++) {
            int thoughts = k;
            List<OptionScores> after = scores.get(k);
            double all = after.size();
            commitments.add(new Commitment(
                    k,
                    Arrays.stream(at).filter(first -> first == thoughts).count() / all,
                    after.stream().filter(OptionScores::prefersRight).count() / all,
                    after.stream().mapToDouble(OptionScores::margin).sum() / all));
        }
        return commitments;
    }

    /** The k at which each problem is committed. */
    static int[] at(List<List<OptionScores>> scores) {
        int last = scores.size() - 1;
        int[] at = new int[scores.get(0).size()];
        for (int row = 0; row < at.length; row++) {
            boolean end = scores.get(last).get(row).prefersRight();
            at[row] = last;
            while (at[row] > 0 && scores.get(at[row] - 1).get(row).prefersRight() == end) {
                at[row]--;
            }
        }
        return at;
    }

    /**
     * {@return the exhibit that shows it}
     *
     * @param commitments of one model, by k
     */
    public static Exhibit exhibit(List<Commitment> commitments) {
        Bars bars = Bars.shares("share of the problems");
        for (Commitment each : commitments) {
            String place = each.thoughts + (each.thoughts == 1 ? " thought" : " thoughts");
            bars = bars.with("decided here", place, each.committed).with("prefers the right option", place, each.right);
        }
        return Exhibit.of(
                "commitment",
                "After which thought is it decided?",
                "The model is made to choose after k thoughts. A problem is decided at the first k from which on the preferred option stays the same. "
                        + "Before all thoughts the model is asked earlier than its training may have shown it.",
                commitments,
                List.of(
                        Column.count("thoughts", Commitment::thoughts),
                        Column.percent("decided here", Commitment::committed),
                        Column.percent("prefers right", Commitment::right),
                        Column.number("mean margin (nats)", Commitment::margin)),
                bars);
    }
}
