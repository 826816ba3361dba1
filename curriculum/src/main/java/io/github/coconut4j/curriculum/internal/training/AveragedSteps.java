package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.rounds.Questions;
import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.RoundDone;
import io.github.coconut4j.curriculum.rounds.StageMemory;
import io.github.coconut4j.curriculum.rounds.Step;
import io.github.coconut4j.curriculum.rounds.WorkerRound;
import io.github.coconut4j.curriculum.rounds.Workers;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.model.train.AdamW;
import io.github.coconut4j.model.train.TrainedState;
import io.github.coconut4j.model.train.TrainedWeights;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Local steps of several workers with averages between them (local SGD, Stich 2019; in Deeplearning4j {@code ParameterAveragingTrainingMaster}). Averaged are weights
 * and both moments of AdamW, each worker by the number of steps it made.
 */
final class AveragedSteps implements Steps {
    private final TrainingSettings settings;
    private final Workers workers;
    private final AdamW optimizer;
    private final TrainingListener listener;

    AveragedSteps(TrainingSettings settings, Workers workers, AdamW optimizer, TrainingListener listener) {
        this.settings = settings;
        this.workers = workers;
        this.optimizer = optimizer;
        this.listener = listener;
    }

    @Override
    public int most() {
        return settings.averaging().frequency();
    }

    @Override
    public StageMemory prepare(Round first) {
        return workers.prepare(first, listener::stopRequested);
    }

    @Override
    public List<List<Step>> make(Round round) {
        long begin = System.nanoTime();
        RoundDone done = train(round);
        List<Integer> shares = done.workers().stream().map(WorkerRound::made).toList();
        if (shares.stream().anyMatch(share -> share > 0)) {
            optimizer.load(TrainedState.mean(
                    done.workers().stream().map(WorkerRound::after).toList(), shares));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        listener.onAveraged(new TrainingListener.Averaged(
                settings.staged().method().name(),
                round.step() + round.steps() - 1,
                round.epoch(),
                round.stage(),
                round.workers(),
                round.steps(),
                done.bytes(),
                seconds,
                Math.max(0, seconds - done.computing())));
        return done.workers().stream().map(WorkerRound::steps).toList();
    }

    @Override
    public Evaluation ask(Questions.Part part, int stage) {
        Questions questions = new Questions(part, stage, settings.averaging().workers());
        return Evaluation.of(workers.ask(questions, TrainedWeights.of(optimizer.model()), listener::stopRequested));
    }

    private RoundDone train(Round round) {
        TrainedState before = optimizer.state();
        try {
            return workers.train(round, before, listener::stopRequested);
        } catch (CancellationException stop) {
            optimizer.load(before); // workers of this process compute with this model
            throw stop;
        }
    }
}
