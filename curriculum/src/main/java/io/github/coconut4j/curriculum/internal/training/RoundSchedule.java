package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.settings.Curriculum;
import java.util.ArrayList;
import java.util.List;

/**
 * When problems are asked, and which steps are made between two such moments.
 *
 * @param settings of the training
 * @param stepsPerEpoch steps of an epoch
 * @param most steps that are made at once
 */
record RoundSchedule(TrainingSettings settings, long stepsPerEpoch, int most) {

    /** Steps of all stages. */
    long totalSteps() {
        return stepsPerEpoch * curriculum().totalEpochs();
    }

    /** Whether problems are asked after so many steps of an epoch; at its end they are in any case. */
    boolean isAskedAfter(long done) {
        int times = settings.evaluation().perEpoch();
        return done > 0 && done < stepsPerEpoch && done * times / stepsPerEpoch > (done - 1) * times / stepsPerEpoch;
    }

    /**
     * The steps up to the next moment at which the problems are asked, if no more than are made at once.
     *
     * @param done steps of the epoch that are made
     * @param first number of the first step in the training, from 1
     */
    Round next(int epoch, int stage, long done, long first) {
        long stageSteps = stepsPerEpoch * curriculum().epochs().get(stage);
        long before = stepsPerEpoch * (epoch - curriculum().firstEpoch(stage));
        boolean last = stage == curriculum().finalStage();
        List<Double> rates = new ArrayList<>();
        long next = done;
        do {
            double behind = (double) (stepsPerEpoch * epoch + next) / totalSteps();
            rates.add(settings.optimizer().rateAt(before + next, stageSteps, last, behind));
            next++;
        } while (rates.size() < most && next < stepsPerEpoch && !isAskedAfter(next));
        return new Round(epoch, stage, done, first, settings.averaging().workers(), rates);
    }

    private Curriculum curriculum() {
        return settings.staged().curriculum();
    }
}
