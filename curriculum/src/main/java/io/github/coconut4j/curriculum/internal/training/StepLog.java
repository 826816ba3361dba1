package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.Step;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.stage.StagedDataSetIterator;
import io.github.coconut4j.model.train.Loss;
import java.util.ArrayList;
import java.util.List;

/** Counts the steps that were made, tells the listener of each, and sees to those whose numbers are not finite. */
final class StepLog {
    private final String method;
    private final RoundSchedule schedule;
    private final StagedDataSetIterator batches;
    private final NonFiniteSteps nonFinite;
    private final TrainingListener listener;
    private final TrainingState state;

    StepLog(
            String method,
            RoundSchedule schedule,
            StagedDataSetIterator batches,
            NonFiniteSteps nonFinite,
            TrainingListener listener,
            TrainingState state) {
        this.method = method;
        this.schedule = schedule;
        this.batches = batches;
        this.nonFinite = nonFinite;
        this.listener = listener;
        this.state = state;
    }

    /**
     * What came of a round.
     *
     * @param made the steps of each worker, which are fewer where its share was shorter
     * @param speed examples a second
     */
    void note(Round round, List<List<Step>> made, double speed) {
        for (int local = 0; local < round.steps(); local++) {
            note(round, local, made, speed);
        }
    }

    /** @param local number of the step in the round, from 0 */
    private void note(Round round, int local, List<List<Step>> made, double speed) {
        state.countStep();
        List<Step> finite = new ArrayList<>();
        for (int worker = 0; worker < made.size(); worker++) {
            if (local < made.get(worker).size()) {
                Step step = made.get(worker).get(local);
                if (step.isMade()) {
                    finite.add(step);
                } else {
                    skip(round, worker, local, step);
                }
            }
        }
        if (!finite.isEmpty()) {
            nonFinite.stepMade();
            listener.onStep(done(round, local, finite, speed));
        }
    }

    private void skip(Round round, int worker, int local, Step step) {
        long batch = round.firstBatch(worker, batches.batchesPerEpoch()) + local;
        String what = step.notFinite().orElseThrow();
        nonFinite.skip(what, step.judged(), round.epoch(), round.stage(), batch, batches.rows(batch));
    }

    private TrainingListener.StepDone done(Round round, int local, List<Step> steps, double speed) {
        Loss loss = steps.stream()
                .map(step -> new Loss(step.lossSum(), step.tokens()))
                .reduce(Loss.NONE, Loss::plus);
        double norm = steps.stream().mapToDouble(Step::gradientNorm).sum() / steps.size();
        return new TrainingListener.StepDone(
                method,
                state.step(),
                schedule.totalSteps(),
                round.epoch(),
                round.stage(),
                loss.mean(),
                round.rates().get(local),
                norm,
                speed,
                state.seconds());
    }
}
