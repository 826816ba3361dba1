package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.rounds.Questions;
import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.StageMemory;
import io.github.coconut4j.curriculum.rounds.Step;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Who makes the steps of a training and answers its problems: this process alone, or workers in rounds. */
interface Steps {

    /** Most steps of a round. */
    int most();

    /** Makes the plans of a stage, given its first round; the memory they take. */
    StageMemory prepare(Round first);

    /**
     * Makes the steps of a round; afterwards the model and its optimizer are as they leave them.
     *
     * @return the steps of each worker
     * @throws CancellationException if a stop was asked for; nothing has changed then
     */
    List<List<Step>> make(Round round);

    /**
     * Asks the model as it is now.
     *
     * @throws CancellationException if a stop was asked for
     */
    Evaluation ask(Questions.Part part, int stage);
}
