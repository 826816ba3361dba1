package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.evaluation.Judged;
import io.github.coconut4j.curriculum.rounds.Questions;
import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.RoundDone;
import io.github.coconut4j.curriculum.rounds.StageMemory;
import io.github.coconut4j.curriculum.rounds.TrainingEngine;
import io.github.coconut4j.curriculum.rounds.TrainingEngineProvider;
import io.github.coconut4j.curriculum.rounds.Worker;
import io.github.coconut4j.curriculum.rounds.WorkerRound;
import io.github.coconut4j.curriculum.rounds.Workers;
import io.github.coconut4j.model.train.TrainedState;
import io.github.coconut4j.model.train.TrainedWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Computes what others would, with workers of its own: the last worker first, and every share twice, as if the first result had been lost. */
public final class ReversedEngine implements TrainingEngineProvider {
    static final String NAME = "reversed";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TrainingEngine open(int workers, int threads, String master) {
        return new TrainingEngine() {
            @Override
            public Workers workers(String experiment, Map<String, String> data) {
                return new Reversed(
                        Experiment.fromYaml(experiment).worker(),
                        Experiment.fromYaml(experiment).worker());
            }

            @Override
            public void close() {}
        };
    }

    private record Reversed(Worker lost, Worker kept) implements Workers {
        @Override
        public StageMemory prepare(Round first, BooleanSupplier stop) {
            return kept.prepare(first, 0);
        }

        @Override
        public RoundDone train(Round round, TrainedState before, BooleanSupplier stop) {
            WorkerRound[] done = new WorkerRound[round.workers()];
            for (int worker = done.length - 1; worker >= 0; worker--) {
                lost.train(round, worker, before, stop);
                done[worker] = kept.train(round, worker, before, stop);
            }
            return new RoundDone(Arrays.asList(done), 2 * before.bytes() * done.length, 0);
        }

        @Override
        public List<Judged> ask(Questions questions, TrainedWeights weights, BooleanSupplier stop) {
            List<Judged> all = new ArrayList<>();
            for (int worker = questions.workers() - 1; worker >= 0; worker--) {
                lost.ask(questions, worker, weights, stop);
                all.addAll(kept.ask(questions, worker, weights, stop));
            }
            return all;
        }

        @Override
        public void close() {
            lost.close();
            kept.close();
        }
    }
}
