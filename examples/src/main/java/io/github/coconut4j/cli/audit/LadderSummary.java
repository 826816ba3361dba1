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
 * @param gains what each rung is worth beyond the one before, as a difference of shares
 */
record LadderSummary(List<Long> seeds, int problems, List<Rung> rungs, List<Gain> gains) {

    /** A rung: its method and its accuracy with the ends of its interval. */
    record Rung(String method, double accuracy, double low, double high) {}

    /** What a rung is worth beyond the one below. */
    record Gain(String from, String to, double gain, double low, double high) {}

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
                report.gains().stream()
                        .map(gain -> {
                            Interval interval = gain.interval();
                            return new Gain(
                                    name(gain.from()), name(gain.to()), gain.gain(), interval.low(), interval.high());
                        })
                        .toList());
    }

    private static String name(Enum<?> rung) {
        return rung.name().toLowerCase(Locale.ROOT);
    }
}
