package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Interval;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import java.util.List;

/**
 * Answers in three classes, which are different failures.
 *
 * @param right the right answer
 * @param other the other option
 * @param none not an answer
 */
public record AnswerCounts(int right, int other, int none) {

    static AnswerCounts of(List<Evaluator.Answer> answers) {
        int[] counts = new int[Outcome.values().length];
        answers.forEach(answer -> counts[answer.outcome().ordinal()]++);
        return new AnswerCounts(
                counts[Outcome.RIGHT.ordinal()],
                counts[Outcome.OTHER_OPTION.ordinal()],
                counts[Outcome.NO_ANSWER.ordinal()]);
    }

    /** How many there are. */
    public int all() {
        return right + other + none;
    }

    /** Share of right answers. */
    public double accuracy() {
        return share(right);
    }

    /** Share of the other option. */
    public double otherShare() {
        return share(other);
    }

    /** Share of what is not an answer. */
    public double noneShare() {
        return share(none);
    }

    /** 95 % interval of the accuracy. */
    public Interval interval() {
        return Interval.wilson(right, all());
    }

    private double share(int count) {
        return all() == 0 ? 0 : (double) count / all();
    }
}
