package io.github.coconut4j.tuning.spark;

import org.apache.spark.util.AccumulatorV2;

/** The last step of a candidate, brought to the driver with the heartbeats of its executor; {@code null} before the first. */
final class LastStep extends AccumulatorV2<StepReport, StepReport> {
    private static final long serialVersionUID = 1L;

    private volatile StepReport last;

    @Override
    public boolean isZero() {
        return last == null;
    }

    @Override
    public AccumulatorV2<StepReport, StepReport> copy() {
        LastStep copy = new LastStep();
        copy.last = last;
        return copy;
    }

    @Override
    public void reset() {
        last = null;
    }

    @Override
    public void add(StepReport step) {
        last = step;
    }

    @Override
    public void merge(AccumulatorV2<StepReport, StepReport> other) {
        if (!other.isZero()) {
            last = other.value();
        }
    }

    @Override
    public StepReport value() {
        return last;
    }
}
