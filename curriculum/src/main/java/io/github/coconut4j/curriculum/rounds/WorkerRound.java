package io.github.coconut4j.curriculum.rounds;

import io.github.coconut4j.model.train.TrainedState;
import java.io.Serializable;
import java.util.List;

/**
 * What a worker made of its share of a round.
 *
 * @param steps it took, in order; none if no batch was left for it
 * @param after its weights and moments in the end
 * @param seconds it computed
 */
public record WorkerRound(List<Step> steps, TrainedState after, double seconds) implements Serializable {
    private static final long serialVersionUID = 1L;

    public WorkerRound {
        steps = List.copyOf(steps);
    }

    /** {@return the steps that have changed its weights: its share of the average} */
    public int made() {
        return (int) steps.stream().filter(Step::isMade).count();
    }
}
