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

    /**
     * {@return how many of the answers are right, the other option, or none}
     *
     * @param answers in any order
     */
    public static AnswerCounts of(List<Evaluator.Answer> answers) {
        return new AnswerCounts(
                count(answers, Outcome.RIGHT), count(answers, Outcome.OTHER_OPTION), count(answers, Outcome.NO_ANSWER));
    }

    private static int count(List<Evaluator.Answer> answers, Outcome outcome) {
        return (int)
                answers.stream().filter(answer -> answer.outcome() == outcome).count();
    }

    /** {@return how many there are} */
    public int all() {
        return right + other + none;
    }

    /** {@return the share of right answers} */
    public double accuracy() {
        return share(right);
    }

    /** {@return the share of the other option} */
    public double otherShare() {
        return share(other);
    }

    /** {@return the share of what is not an answer} */
    public double noneShare() {
        return share(none);
    }

    /** {@return the 95 % interval of the accuracy} */
    public Interval interval() {
        return Interval.wilson(right, all());
    }

    private double share(int count) {
        return all() == 0 ? 0 : (double) count / all();
    }
}
