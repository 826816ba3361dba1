package io.github.coconut4j.curriculum.audit.ladder;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A ladder that was climbed.
 *
 * @param experiment its name
 * @param seeds every rung was trained with
 * @param problems every model was asked, the same ones
 * @param chance share of right answers that guessing gets, where every problem has two options
 * @param rungs from no thoughts to Coconut
 * @param gains of each rung beyond the one below
 */
public record LadderReport(
        String experiment,
        List<Long> seeds,
        int problems,
        OptionalDouble chance,
        List<RungResult> rungs,
        List<RungGain> gains) {

    public LadderReport {
        seeds = List.copyOf(seeds);
        rungs = List.copyOf(rungs);
        gains = List.copyOf(gains);
    }

    /** {@return what has to be known to read the intervals} */
    public String note() {
        return seeds.size() == 1
                ? "One seed: the intervals are over problems only, and say nothing of other seeds."
                : "%d seeds: the intervals draw seeds and problems anew; of so few seeds they are rather short."
                        .formatted(seeds.size());
    }
}
