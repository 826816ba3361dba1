package io.github.coconut4j.curriculum.evaluation;

import java.util.List;

/**
 * Outcomes of a set of problems.
 *
 * @param right number of right answers
 * @param other number of answers that were the other option
 * @param noAnswer number of texts that held no answer
 * @param newTokens mean number of tokens written for an answer, thoughts and the end of the text not counted
 * @param thoughts mean number of thoughts before an answer
 * @param geometry norm of each thought and how near to a token it is; empty without thoughts
 */
public record Evaluation(
        int right, int other, int noAnswer, double newTokens, double thoughts, List<ThoughtSummary> geometry) {

    /** Copies the list. */
    public Evaluation {
        geometry = geometry == null ? List.of() : List.copyOf(geometry);
    }

    /** Outcomes without anything about thoughts but their number. */
    public Evaluation(int right, int other, int noAnswer, double newTokens, double thoughts) {
        this(right, other, noAnswer, newTokens, thoughts, List.of());
    }

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
