package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Interval;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import java.util.List;

/**
 * How many problems are answered right together with their twins (experiment E4). Who guesses gets 25 %, who does not look at what is asked gets none.
 *
 * @param pairs number of pairs
 * @param bothRight pairs with two right answers
 * @param oneRight pairs with one
 */
public record TwinConsistency(int pairs, int bothRight, int oneRight) {

    /** Counts answers to a problem at every even row and its twin behind it. */
    static TwinConsistency of(List<Evaluator.Answer> answers) {
        int both = 0;
        int one = 0;
        for (int row = 0; row + 1 < answers.size(); row += 2) {
            boolean first = answers.get(row).outcome() == Outcome.RIGHT;
            boolean second = answers.get(row + 1).outcome() == Outcome.RIGHT;
            both += first && second ? 1 : 0;
            one += first ^ second ? 1 : 0;
        }
        return new TwinConsistency(answers.size() / 2, both, one);
    }

    /** Share of pairs with two right answers. */
    public double share() {
        return pairs == 0 ? 0 : (double) bothRight / pairs;
    }

    /** 95 % interval of the share. */
    public Interval interval() {
        return Interval.wilson(bothRight, pairs);
    }
}
