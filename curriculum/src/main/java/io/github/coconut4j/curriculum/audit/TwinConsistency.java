package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Interval;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * How many problems are answered right together with their twins (experiment E4). Who guesses gets 25 %, who does not look at what is asked gets none.
 *
 * @param problems answers to the problems as they are
 * @param twins answers to their twins
 * @param bothRight pairs with two right answers
 */
public record TwinConsistency(AnswerCounts problems, AnswerCounts twins, int bothRight) {

    /** Counts answers to a problem at every even row and its twin behind it. */
    static TwinConsistency of(List<Evaluator.Answer> answers) {
        List<Evaluator.Answer> problems = new ArrayList<>();
        List<Evaluator.Answer> twins = new ArrayList<>();
        int both = 0;
        for (int row = 0; row + 1 < answers.size(); row += 2) {
            problems.add(answers.get(row));
            twins.add(answers.get(row + 1));
            both += answers.get(row).outcome() == Outcome.RIGHT
                            && answers.get(row + 1).outcome() == Outcome.RIGHT
                    ? 1
                    : 0;
        }
        return new TwinConsistency(AnswerCounts.of(problems), AnswerCounts.of(twins), both);
    }

    /** {@return the number of pairs} */
    public int pairs() {
        return problems.all();
    }

    /** {@return the share of pairs with two right answers} */
    public double share() {
        return pairs() == 0 ? 0 : (double) bothRight / pairs();
    }

    /** {@return the 95 % interval of the share} */
    public Interval interval() {
        return Interval.wilson(bothRight, pairs());
    }
}
