package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.evaluation.Judged;
import io.github.coconut4j.curriculum.internal.training.RoundWorker;
import io.github.coconut4j.curriculum.internal.training.TrainingSettings;
import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.rounds.Questions;
import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.StageMemory;
import io.github.coconut4j.curriculum.rounds.Worker;
import io.github.coconut4j.curriculum.rounds.WorkerRound;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.train.TrainedState;
import io.github.coconut4j.model.train.TrainedWeights;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A worker with data and model of its own, opened and checked as for a training.
 *
 * @param worker computes
 * @param model closed with it
 * @param prepared closed with it
 */
record ExperimentWorker(RoundWorker worker, Model model, Prepared prepared) implements Worker {

    /** @throws RuntimeException with a sentence for the user if something is wrong with data or model */
    static ExperimentWorker open(Experiment experiment) {
        TrainingSettings settings =
                ExperimentTraining.settings(experiment, experiment.methods().get(0));
        StagedMethod staged = settings.staged();
        Prepared prepared = Prepared.of(experiment);
        Model model = prepared.newModel(experiment, staged);
        return new ExperimentWorker(
                RoundWorker.of(settings, prepared.problems(), prepared.tokenizer(staged), model), model, prepared);
    }

    @Override
    public Map<String, String> data() {
        return worker.data();
    }

    @Override
    public StageMemory prepare(Round round, int number) {
        return worker.prepare(round, number);
    }

    @Override
    public WorkerRound train(Round round, int number, TrainedState before, BooleanSupplier stop) {
        return worker.train(round, number, before, stop);
    }

    @Override
    public List<Judged> ask(Questions questions, int number, TrainedWeights weights, BooleanSupplier stop) {
        return worker.ask(questions, number, weights, stop);
    }

    @Override
    public void close() {
        worker.close();
        model.close();
        prepared.close();
    }
}
