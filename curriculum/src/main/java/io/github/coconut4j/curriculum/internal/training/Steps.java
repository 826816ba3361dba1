package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.Step;
import io.github.coconut4j.model.run.PlanMemory;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Who makes the steps of a training: this process one after the other, or workers in rounds. */
interface Steps {

    /** Most steps of a round. */
    int most();

    /** Makes the plans of a stage, given its first round; the memory they take. */
    PlanMemory prepare(Round first);

    /**
     * Makes the steps of a round; afterwards the model and its optimizer are as they leave them.
     *
     * @return the steps of each worker
     * @throws CancellationException if a stop was asked for; nothing has changed then
     */
    List<List<Step>> make(Round round);
}
