package io.github.coconut4j.cli.audit;

import io.github.coconut4j.curriculum.audit.ladder.LadderReport;
import io.github.coconut4j.curriculum.evaluation.Interval;
import java.util.List;
import java.util.Locale;

/**
 * What {@code audit --ladder --json} prints.
 *
 * @param seeds every rung was trained with
 * @param problems every model was asked
 * @param rungs from no thoughts to coconut
 * @param steps what each rung is worth beyond the one before, as a difference of shares
 */
record LadderSummary(List<Long> seeds, int problems, List<Rung> rungs, List<Step> steps) {

    /** A rung: its method and its accuracy with the ends of its interval. */
    record Rung(String method, double accuracy, double low, double high) {}

    /** A step between two rungs. */
    record Step(String from, String to, double gain, double low, double high) {}

    static LadderSummary of(LadderReport report) {
        return new LadderSummary(
                report.seeds(),
                report.problems(),
                report.rungs().stream()
                        .map(rung -> new Rung(
                                rung.method(),
                                rung.accuracy(),
                                rung.interval().low(),
                                rung.interval().high()))
                        .toList(),
                report.steps().stream()
                        .map(step -> {
                            Interval interval = step.interval();
                            return new Step(
                                    name(step.from()), name(step.to()), step.gain(), interval.low(), interval.high());
                        })
                        .toList());
    }

    private static String name(Enum<?> rung) {
        return rung.name().toLowerCase(Locale.ROOT);
    }
}
