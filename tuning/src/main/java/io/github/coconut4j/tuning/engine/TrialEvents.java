package io.github.coconut4j.tuning.engine;

import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.tuning.trial.Trial;
import io.github.coconut4j.tuning.trial.TrialResult;

/** Is told what an engine does. May be called from any thread, and from several at once. */
public interface TrialEvents {

    /**
     * A trial begins.
     *
     * @param trial candidate and stage
     * @return who is told of its training, where the engine can
     */
    TrainingListener started(Trial trial);

    /**
     * A trial is done.
     *
     * @param result accuracy, or why there is none
     */
    void done(TrialResult result);

    /** {@return whether no more trials are to be begun} Those under way are told so by their listeners. */
    boolean stopRequested();
}
