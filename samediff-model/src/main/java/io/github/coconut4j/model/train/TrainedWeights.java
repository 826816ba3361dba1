package io.github.coconut4j.model.train;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import java.io.Serializable;

/** The trained weights of a model (one row, in the order of the parameters), as numbers that can be sent: all that answers depend on. Immutable. */
public final class TrainedWeights implements Serializable {
    private static final long serialVersionUID = 1L;

    private final float[] weights;

    private TrainedWeights(float[] weights) {
        this.weights = weights;
    }

    /**
     * {@return a copy of those a model has now}
     *
     * @param model whose trained weights are copied
     */
    public static TrainedWeights of(Model model) {
        return new TrainedWeights(TrainedNumbers.copy(model.parameters(), model.config()));
    }

    /**
     * Gives a model these weights.
     *
     * @param model of the sizes they were taken from
     * @throws ModelException when they are another model's; nothing is changed then
     */
    public void into(Model model) {
        TrainedNumbers.requireLength(weights, model.config());
        TrainedNumbers.paste(weights, model.parameters(), model.config());
    }
}
