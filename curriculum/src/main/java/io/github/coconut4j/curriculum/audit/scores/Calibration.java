package io.github.coconut4j.curriculum.audit.scores;

import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Column;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether a model is right as often as it is sure (experiment E15), for problems of some kind: those of a length, or of another distribution.
 *
 * @param problems of what kind
 * @param count how many
 * @param right share in which the right option is preferred
 * @param confidence mean probability of the preferred option among the two
 * @param error expected calibration error: mean distance of right and confidence over {@value #BINS} bins of confidence, weighted by their problems (Guo et al. 2017)
 * @param logRight mean log p of the right answer, teacher-forced
 */
public record Calibration(String problems, int count, double right, double confidence, double error, double logRight) {
    /** Bins of equal width from 0.5 to 1: nobody who chooses between two is less sure. */
    static final int BINS = 10;

    /**
     * {@return the calibration of problems of one kind; NaN everywhere if there are none}
     *
     * @param problems their kind, as the report shows it
     * @param scores of the problems
     */
    public static Calibration of(String problems, List<OptionScores> scores) {
        double[] right = new double[BINS];
        double[] confidence = new double[BINS];
        double log = 0;
        for (OptionScores score : scores) {
            int bin = Math.min(BINS - 1, (int) ((score.confidence() - 0.5) * 2 * BINS));
            right[bin] += score.prefersRight() ? 1 : 0;
            confidence[bin] += score.confidence();
            log += score.right();
        }
        double all = scores.size();
        double error = IntStream.range(0, BINS)
                .mapToDouble(bin -> Math.abs(right[bin] - confidence[bin]))
                .sum();
        return new Calibration(
                problems,
                scores.size(),
                IntStream.range(0, BINS).mapToDouble(bin -> right[bin]).sum() / all,
                IntStream.range(0, BINS).mapToDouble(bin -> confidence[bin]).sum() / all,
                error / all,
                log / all);
    }

    /**
     * {@return the exhibit with several kinds side by side}
     *
     * @param kinds of one model
     */
    public static Exhibit exhibit(List<Calibration> kinds) {
        Bars bars = Bars.shares("share");
        for (Calibration kind : kinds) {
            bars = bars.with("prefers the right option", kind.problems, kind.right)
                    .with("its confidence", kind.problems, kind.confidence);
        }
        return Exhibit.of(
                "calibration",
                "Is it right as often as it is sure?",
                "Probability of the preferred option among the two, teacher-forced behind all thoughts, against how often it is the right one. "
                        + "Calibration error: their mean distance over ten bins of confidence.",
                kinds,
                List.of(
                        Column.words("problems", Calibration::problems),
                        Column.count("how many", Calibration::count),
                        Column.percent("prefers right", Calibration::right),
                        Column.percent("confidence", Calibration::confidence),
                        Column.percent("calibration error", Calibration::error),
                        Column.number("mean log p of right", Calibration::logRight)),
                bars);
    }
}
