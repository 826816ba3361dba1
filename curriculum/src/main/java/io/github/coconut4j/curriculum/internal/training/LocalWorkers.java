package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.evaluation.Judged;
import io.github.coconut4j.curriculum.rounds.Questions;
import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.RoundDone;
import io.github.coconut4j.curriculum.rounds.StageMemory;
import io.github.coconut4j.curriculum.rounds.Worker;
import io.github.coconut4j.curriculum.rounds.WorkerRound;
import io.github.coconut4j.curriculum.rounds.Workers;
import io.github.coconut4j.model.train.TrainedState;
import io.github.coconut4j.model.train.TrainedWeights;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The workers of a round one after the other in this process, which has the cores for one: the same numbers as on as many machines, in the time of one.
 *
 * @param one computes the shares of all
 */
record LocalWorkers(Worker one) implements Workers {

    @Override
    public StageMemory prepare(Round first, BooleanSupplier stop) {
        return one.prepare(first, 0);
    }

    @Override
    public RoundDone train(Round round, TrainedState before, BooleanSupplier stop) {
        List<WorkerRound> done = IntStream.range(0, round.workers())
                .mapToObj(worker -> one.train(round, worker, before, stop))
                .toList();
        return new RoundDone(
                done, 0, done.stream().mapToDouble(WorkerRound::seconds).sum());
    }

    @Override
    public List<Judged> ask(Questions questions, TrainedWeights weights, BooleanSupplier stop) {
        return IntStream.range(0, questions.workers())
                .mapToObj(worker -> one.ask(questions, worker, weights, stop))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() {
        one.close();
    }
}
