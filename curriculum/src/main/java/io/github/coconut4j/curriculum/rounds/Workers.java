package io.github.coconut4j.curriculum.rounds;

import io.github.coconut4j.curriculum.evaluation.Judged;
import io.github.coconut4j.model.train.TrainedState;
import io.github.coconut4j.model.train.TrainedWeights;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** All workers of a training, wherever they are. Whoever opens them closes them; not for several threads. */
public interface Workers extends AutoCloseable {

    /**
     * Makes every worker ready for a stage: whatever it needs and does not have is found out here, before its first step.
     *
     * @param first round of the stage
     * @param stop asked now and then
     * @return the memory that the first worker's batch and answers take
     * @throws io.github.coconut4j.curriculum.CurriculumException naming a worker that cannot train, and why
     * @throws CancellationException if asked to stop
     */
    StageMemory prepare(Round first, BooleanSupplier stop);

    /**
     * Has all workers make their share of a round.
     *
     * @param round of which every worker makes its share
     * @param before weights and moments all begin with
     * @param stop asked now and then
     * @return what all of them came to
     * @throws io.github.coconut4j.curriculum.CurriculumException if the workers are lost for good
     * @throws CancellationException if asked to stop; the round then counts for nothing
     */
    RoundDone train(Round round, TrainedState before, BooleanSupplier stop);

    /**
     * Has all workers asked their share of held-out problems.
     *
     * @param questions and how they are asked
     * @param weights the model answers with
     * @param stop asked now and then
     * @return what came of all problems, in any order
     * @throws io.github.coconut4j.curriculum.CurriculumException if the workers are lost for good
     * @throws CancellationException if asked to stop
     */
    List<Judged> ask(Questions questions, TrainedWeights weights, BooleanSupplier stop);

    @Override
    void close();
}
