package io.github.coconut4j.curriculum.evaluation;

/**
 * Outcomes of a set of problems.
 *
 * @param right number of right answers
 * @param other number of answers that were the other option
 * @param noAnswer number of texts that held no answer
 * @param newTokens mean number of tokens written for an answer, thoughts and the end of the text not counted
 * @param thoughts mean number of thoughts before an answer
 */
public record Evaluation(int right, int other, int noAnswer, double newTokens, double thoughts) {

    /** Number of problems. */
    public int problems() {
        return right + other + noAnswer;
    }

    /** Share of right answers. */
    public double accuracy() {
        return problems() == 0 ? 0 : (double) right / problems();
    }

    /** 95 % interval of the accuracy. */
    public Interval interval() {
        return Interval.wilson(right, problems());
    }
}
