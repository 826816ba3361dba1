package io.github.coconut4j.cli.model;

import io.github.coconut4j.curriculum.evaluation.PairedComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code evaluate --json} prints of several models.
 *
 * @param models each of them
 * @param comparisons of the first with each of the others
 */
record Comparisons(List<EvaluateReport> models, List<Comparison> comparisons) {

    /**
     * Two models on the same problems.
     *
     * @param first one of them
     * @param second the other
     * @param difference accuracy of the first less that of the second
     * @param onlyFirst problems that only the first answers right
     * @param onlySecond problems that only the second answers right
     * @param p of McNemar's exact test
     * @param smallestVisible least difference that could have been found; null if none could
     */
    record Comparison(
            String first,
            String second,
            double difference,
            int onlyFirst,
            int onlySecond,
            double p,
            Double smallestVisible) {}

    static Comparisons of(List<ModelAnswers> all, List<EvaluateReport> reports) {
        List<Comparison> comparisons = new ArrayList<>();
        for (ModelAnswers other : all.subList(1, all.size())) {
            PairedComparison pair = PairedComparison.of(all.get(0).answers(), other.answers());
            comparisons.add(new Comparison(
                    all.get(0).name(),
                    other.name(),
                    pair.difference(),
                    pair.onlyFirst(),
                    pair.onlySecond(),
                    pair.p(),
                    Double.isNaN(pair.smallestVisible()) ? null : pair.smallestVisible()));
        }
        return new Comparisons(reports, comparisons);
    }
}
