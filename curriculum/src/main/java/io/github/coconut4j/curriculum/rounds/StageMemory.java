package io.github.coconut4j.curriculum.rounds;

import io.github.coconut4j.model.run.PlanMemory;
import java.io.Serializable;
import java.util.Optional;

/**
 * Memory that a stage takes, known before its first step.
 *
 * @param step of the first batch
 * @param asked of the longest validation problems; null if there are none
 */
public record StageMemory(PlanMemory step, PlanMemory asked) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** {@return memory of the answers to the longest validation problems; empty if there are none} */
    public Optional<PlanMemory> answers() {
        return Optional.ofNullable(asked);
    }
}
