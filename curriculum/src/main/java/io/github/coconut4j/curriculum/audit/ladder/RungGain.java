package io.github.coconut4j.curriculum.audit.ladder;

import io.github.coconut4j.curriculum.evaluation.Interval;
import java.util.List;

/**
 * What one rung is worth beyond the one before, seed by seed on the same problems.
 *
 * @param from the lower rung
 * @param to the higher one
 * @param seeds how much more accurate it is in each seed
 * @param gain mean over the seeds
 * @param interval of the gain at 95 %, over seeds and problems
 */
public record RungGain(Rung from, Rung to, List<Double> seeds, double gain, Interval interval) {

    public RungGain {
        seeds = List.copyOf(seeds);
    }

    /** {@return whether the interval leaves out zero} */
    public boolean isToldApart() {
        return interval.low() > 0 || interval.high() < 0;
    }
}
