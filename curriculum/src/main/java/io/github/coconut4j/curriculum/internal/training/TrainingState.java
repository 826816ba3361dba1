package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.run.CheckpointState;
import io.github.coconut4j.curriculum.run.Plateau;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import java.util.Map;

/** Where a training stands: the optimizer's steps made and left out, how well problems are answered, and how long it took. Not for several threads. */
final class TrainingState {
    private Clock clock = new Clock(0);
    private long step;
    private long skipped;
    private double accuracy;
    private double bestAccuracy;
    private Plateau plateau = Plateau.NONE;

    /** Goes on where a checkpoint was written. */
    void restore(CheckpointState state) {
        clock = new Clock(state.seconds());
        step = state.step();
        skipped = state.skipped();
        accuracy = state.accuracy();
        bestAccuracy = state.bestAccuracy();
        plateau = state.plateau();
    }

    /** A round of steps begins. */
    void startRound() {
        clock.startRound();
    }

    /** Ends the round and gives the recent speed in examples per second. */
    double endRound(long examples) {
        return clock.endRound(examples);
    }

    /** Another step has been made or left out. */
    void countStep() {
        step++;
    }

    /** A step has changed no weight of one worker. */
    void skipStep() {
        skipped++;
    }

    /** Takes note of a newer accuracy, from 0 to 1. */
    void evaluated(double newest) {
        accuracy = newest;
        bestAccuracy = Math.max(bestAccuracy, newest);
        plateau = plateau.then(newest);
    }

    /** Another stage is given its patience from the beginning. */
    void endStage() {
        plateau = Plateau.NONE;
    }

    /** The last step, from 1; 0 before the first. */
    long step() {
        return step;
    }

    long skipped() {
        return skipped;
    }

    Plateau plateau() {
        return plateau;
    }

    /** Seconds of work, those before a checkpoint included. */
    double seconds() {
        return clock.seconds();
    }

    /**
     * What a checkpoint written now keeps of it.
     *
     * @param epochs number of finished epochs
     * @param position number of finished steps of the epoch under way
     * @param problems the data
     */
    CheckpointState snapshot(StagedMethod staged, int epochs, long position, int stage, ProblemSets problems) {
        return new CheckpointState(
                staged.method(),
                staged.curriculum(),
                epochs,
                position,
                stage,
                staged.thoughts(stage),
                step,
                skipped,
                accuracy,
                bestAccuracy,
                plateau,
                staged.seed(),
                clock.seconds(),
                problems.fingerprints(),
                Map.of(),
                problems.wording());
    }
}
