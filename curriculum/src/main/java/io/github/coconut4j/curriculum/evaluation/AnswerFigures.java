package io.github.coconut4j.curriculum.evaluation;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What else the answers of a model tell.
 *
 * @param stepsAsGiven share of texts whose written steps are those of the problem, word for word; of problems with steps
 * @param writesSteps share of texts with words before the answer: of a model that has thoughts, reasoning that still goes through words
 * @param passes mean number of forward passes of an answer
 * @param byDepth right answers and problems by number of steps
 */
public record AnswerFigures(double stepsAsGiven, double writesSteps, double passes, SortedMap<Integer, Share> byDepth) {

    /**
     * A part of the problems.
     *
     * @param right answered right
     * @param problems in all
     */
    public record Share(int right, int problems) {
        /** {@return the share of right answers, 0 to 1; 0 where nothing was asked} */
        public double accuracy() {
            return problems == 0 ? 0 : (double) right / problems;
        }

        private Share with(boolean wasRight) {
            return new Share(right + (wasRight ? 1 : 0), problems + 1);
        }
    }

    /**
     * Counts answers to the first problems of a source, in their order.
     *
     * @param source of the problems that were asked
     * @param answers to its first problems, in their order
     * @return the counts
     */
    public static AnswerFigures of(ProblemSource source, List<Evaluator.Answer> answers) {
        SortedMap<Integer, Share> byDepth = new TreeMap<>();
        int withSteps = 0;
        int asGiven = 0;
        int writes = 0;
        for (int row = 0; row < answers.size(); row++) {
            Problem problem = source.problem(0, row);
            Evaluator.Answer answer = answers.get(row);
            String written = blanksAsOne(answer.reasoning());
            String given = blanksAsOne(String.join(" ", problem.steps()));
            withSteps += problem.steps().isEmpty() ? 0 : 1;
            asGiven += !problem.steps().isEmpty() && written.equals(given) ? 1 : 0;
            writes += written.isEmpty() ? 0 : 1;
            byDepth.merge(
                    problem.steps().size(),
                    new Share(0, 0).with(answer.outcome() == Outcome.RIGHT),
                    (a, b) -> new Share(a.right() + b.right(), a.problems() + b.problems()));
        }
        double passes =
                answers.stream().mapToInt(Evaluator.Answer::passes).average().orElse(0);
        return new AnswerFigures(share(asGiven, withSteps), share(writes, answers.size()), passes, byDepth);
    }

    /** Symbols are written without line ends, so that those do not count. */
    private static String blanksAsOne(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static double share(int count, int all) {
        return all == 0 ? 0 : (double) count / all;
    }
}
