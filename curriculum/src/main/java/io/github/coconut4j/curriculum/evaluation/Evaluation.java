package io.github.coconut4j.curriculum.evaluation;

import io.github.coconut4j.curriculum.internal.Checks;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Outcomes of a set of problems.
 *
 * @param right number of right answers
 * @param other number of answers that were the other option
 * @param noAnswer number of texts that held no answer
 * @param newTokens mean number of tokens written for an answer, thoughts and the end of the text not counted
 * @param thoughts mean number of thoughts before an answer
 * @param geometry norm of each thought and how near to a token it is; empty without thoughts
 * @param twoOptions number of problems that name two options, one of which is right
 */
public record Evaluation(
        int right,
        int other,
        int noAnswer,
        double newTokens,
        double thoughts,
        List<ThoughtSummary> geometry,
        Integer twoOptions) {

    // What files of older versions do not say is {@code null} here, and counts as none.
    public Evaluation {
        Checks.between(0, Integer.MAX_VALUE, right, "right");
        Checks.between(0, Integer.MAX_VALUE, other, "other");
        Checks.between(0, Integer.MAX_VALUE, noAnswer, "no_answer");
        geometry = geometry == null ? List.of() : List.copyOf(geometry);
        twoOptions = twoOptions == null ? 0 : twoOptions;
    }

    /**
     * Outcomes without anything about thoughts but their number, of problems whose options are not known.
     *
     * @param right answers that are right
     * @param other answers that are wrong
     * @param noAnswer texts without an answer
     * @param newTokens mean written tokens
     * @param thoughts mean thoughts
     */
    public Evaluation(int right, int other, int noAnswer, double newTokens, double thoughts) {
        this(right, other, noAnswer, newTokens, thoughts, List.of(), 0);
    }

    /**
     * {@return what answered problems come to} Sums are made in the order of the problems' numbers, whatever the order of the list.
     *
     * @param judged each problem once
     */
    public static Evaluation of(List<Judged> judged) {
        List<Judged> problems =
                judged.stream().sorted(Comparator.comparingInt(Judged::problem)).toList();
        int count = Math.max(1, problems.size());
        return new Evaluation(
                count(problems, Outcome.RIGHT),
                count(problems, Outcome.OTHER_OPTION),
                count(problems, Outcome.NO_ANSWER),
                (double) problems.stream().mapToLong(Judged::newTokens).sum() / count,
                (double) problems.stream().mapToLong(Judged::thoughts).sum() / count,
                ThoughtSummary.of(problems),
                (int) problems.stream().filter(Judged::twoOptions).count());
    }

    private static int count(List<Judged> problems, Outcome outcome) {
        return (int) problems.stream()
                .filter(problem -> problem.outcome() == outcome)
                .count();
    }

    /** {@return the share that guessing gets right: one half where every problem has two options, not known where one has none} */
    public OptionalDouble chance() {
        return problems() > 0 && twoOptions == problems() ? OptionalDouble.of(0.5) : OptionalDouble.empty();
    }

    /** {@return the number of problems} */
    public int problems() {
        return right + other + noAnswer;
    }

    /** {@return the share of right answers, 0 to 1} */
    public double accuracy() {
        return problems() == 0 ? 0 : (double) right / problems();
    }

    /** {@return the 95 % interval of the accuracy} */
    public Interval interval() {
        return Interval.wilson(right, problems());
    }
}
