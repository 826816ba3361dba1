package io.github.coconut4j.model.train;

import io.github.coconut4j.model.ModelException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;

/**
 * What training changes, as numbers that can be sent: the trained weights, AdamW's moments (each one row, in the order of the parameters) and the number of steps made.
 * Immutable: nobody but this package sees the arrays.
 */
public final class TrainedState implements Serializable {
    private static final long serialVersionUID = 1L;

    private final float[] weights;
    private final float[] firstMoment;
    private final float[] secondMoment;
    private final long steps;

    TrainedState(float[] weights, float[] firstMoment, float[] secondMoment, long steps) {
        this.weights = weights;
        this.firstMoment = firstMoment;
        this.secondMoment = secondMoment;
        this.steps = steps;
    }

    /**
     * The weighted mean of the states of several workers, as parameter averaging takes it (McDonald, Hall and Mann 2010). Sums are made in double and in the order of
     * the list, so the mean of the same states is the same to the last bit; that of equal states is that state.
     *
     * @param states of one model, one or more
     * @param shares of each, 0 or more, not all 0: a worker counts by the steps it has made
     * @return their mean, with the steps of the one that has made most
     * @throws ModelException when no state has a share, or they are of different models
     */
    public static TrainedState mean(List<TrainedState> states, List<Integer> shares) {
        long total = shares.stream().mapToLong(Integer::longValue).sum();
        if (total < 1) {
            throw new ModelException("The mean of states needs one with a share in it.");
        }
        return new TrainedState(
                mean(states, TrainedState::weights, shares, total),
                mean(states, TrainedState::firstMoment, shares, total),
                mean(states, TrainedState::secondMoment, shares, total),
                states.stream().mapToLong(TrainedState::steps).max().orElseThrow());
    }

    private static float[] mean(
            List<TrainedState> states, Function<TrainedState, float[]> part, List<Integer> shares, long total) {
        double[] sums = new double[part.apply(states.get(0)).length];
        for (int i = 0; i < states.size(); i++) {
            float[] numbers = part.apply(states.get(i));
            if (numbers.length != sums.length) {
                throw new ModelException("States of different models have no mean: one has " + sums.length
                        + " numbers, another " + numbers.length + ".");
            }
            int share = shares.get(i);
            for (int k = 0; share > 0 && k < sums.length; k++) {
                sums[k] += share * (double) numbers[k];
            }
        }
        float[] mean = new float[sums.length];
        for (int k = 0; k < mean.length; k++) {
            mean[k] = (float) (sums[k] / total);
        }
        return mean;
    }

    /** {@return steps made since the optimiser was last reset} */
    public long steps() {
        return steps;
    }

    /** {@return size of its numbers} */
    public long bytes() {
        return Float.BYTES * ((long) weights.length + firstMoment.length + secondMoment.length) + Long.BYTES;
    }

    float[] weights() {
        return weights;
    }

    float[] firstMoment() {
        return firstMoment;
    }

    float[] secondMoment() {
        return secondMoment;
    }
}
