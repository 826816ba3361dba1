package io.github.coconut4j.tuning;

import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.tuning.result.Leaderboard;
import io.github.coconut4j.tuning.result.SweepCandidate;
import io.github.coconut4j.tuning.trial.Trial;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.nio.file.Path;
import java.util.List;

/** Is told what happens in a sweep, one call at a time, from any thread; every method does nothing unless overridden. */
public interface SweepListener {

    /**
     * The candidates are looked at, before anything is trained. Where several are trained at once, their data are read for that.
     *
     * @return who is told how far files are read
     */
    default TrainingListener onCheck() {
        return new TrainingListener() {};
    }

    /**
     * The sweep begins or goes on.
     *
     * @param event the sweep and what is there already
     */
    default void onStarted(Started event) {}

    /**
     * A candidate has been drawn; all of them at the beginning, unless the search learns.
     *
     * @param candidate with its settings
     * @param leaderboard as it stands now
     */
    default void onDrawn(SweepCandidate candidate, Leaderboard leaderboard) {}

    /**
     * A trial begins.
     *
     * @param trial candidate and stage
     * @return who is told of its training, on the training's own thread, where the engine can
     */
    default TrainingListener onTrial(Trial trial) {
        return new TrainingListener() {};
    }

    /**
     * A trial is done; the leaderboard is as it stands now.
     *
     * @param result accuracy, or why there is none
     * @param leaderboard as it stands now
     */
    default void onResult(TrialResult result, Leaderboard leaderboard) {}

    /**
     * These candidates, perhaps none, do not go on after a stage.
     *
     * @param stage that they have finished
     * @param candidates their numbers
     * @param leaderboard as it stands now
     */
    default void onStopped(int stage, List<Integer> candidates, Leaderboard leaderboard) {}

    /** {@return whether the sweep is to be saved and stopped; asked often, from any thread} */
    default boolean stopRequested() {
        return false;
    }

    /**
     * The beginning of a sweep.
     *
     * @param sweep that begins
     * @param folder of it
     * @param candidates that will be drawn at most
     */
    record Started(Sweep sweep, Path folder, int candidates) {}
}
