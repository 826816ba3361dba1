package io.github.coconut4j.curriculum.rounds;

import io.github.coconut4j.curriculum.evaluation.Judged;
import io.github.coconut4j.model.train.TrainedState;
import io.github.coconut4j.model.train.TrainedWeights;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Computes shares of rounds and answers, of whichever worker it is asked for. Keeps its plans between rounds. Whoever opens it closes it; not for several threads. */
public interface Worker extends AutoCloseable {

    /** {@return the fingerprint of each part of the data as it is seen here} */
    Map<String, String> data();

    /**
     * Makes the plans of a worker's first batch in a round and of the answers after it, without running them.
     *
     * @param round of whose stage the batch is
     * @param worker its number, from 0
     * @return the memory they take
     * @throws io.github.coconut4j.model.OutOfPlanMemory when that is more than there may be, with the numbers
     */
    StageMemory prepare(Round round, int worker);

    /**
     * Makes the steps of a worker. The result depends on nothing but the first three arguments.
     *
     * @param round to make the steps of
     * @param worker its number, from 0
     * @param before weights and moments that all workers begin with
     * @param stop asked before each step
     * @return weights and moments after them
     * @throws CancellationException if asked to stop
     */
    WorkerRound train(Round round, int worker, TrainedState before, BooleanSupplier stop);

    /**
     * Asks the model a worker's share of held-out problems. The result depends on nothing but the first three arguments.
     *
     * @param questions and how they are asked
     * @param worker its number, from 0
     * @param weights the model answers with
     * @param stop asked between batches
     * @return what came of each problem of the share, by number
     * @throws CancellationException if asked to stop
     */
    List<Judged> ask(Questions questions, int worker, TrainedWeights weights, BooleanSupplier stop);

    @Override
    void close();
}
