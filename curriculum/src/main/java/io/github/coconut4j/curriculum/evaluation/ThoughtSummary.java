package io.github.coconut4j.curriculum.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the k-th thoughts of an evaluation have in common.
 *
 * @param thought which thought, from 0
 * @param problems that had it
 * @param norm mean length (L2) of the thought
 * @param cosine mean cosine between the thought and the token embedding nearest to it in direction; near 1, thoughts are words
 */
public record ThoughtSummary(int thought, int problems, double norm, double cosine) {

    /** Summaries of the first, second … thoughts of problems, summed in the order of the list. What is not finite does not count. */
    static List<ThoughtSummary> of(List<Judged> problems) {
        int most = problems.stream()
                .mapToInt(problem -> problem.measured().size())
                .max()
                .orElse(0);
        return IntStream.range(0, most).mapToObj(k -> of(k, problems)).toList();
    }

    private static ThoughtSummary of(int k, List<Judged> problems) {
        List<ThoughtMeasure> kth = problems.stream()
                .filter(problem -> problem.measured().size() > k)
                .map(problem -> problem.measured().get(k))
                .toList();
        return new ThoughtSummary(
                k,
                (int) kth.stream()
                        .filter(thought -> Double.isFinite(thought.norm()))
                        .count(),
                mean(kth, ThoughtMeasure::norm),
                mean(kth, ThoughtMeasure::cosine));
    }

    private static double mean(List<ThoughtMeasure> thoughts, ToDoubleFunction<ThoughtMeasure> value) {
        return thoughts.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .average()
                .orElse(0);
    }
}
