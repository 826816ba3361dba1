package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.training.TrainingListener;

/** Ends a run as a crash would: in the middle of everything. */
record StopAt(long step) implements TrainingListener {
    @Override
    public void onStep(StepDone event) {
        if (event.step() == step) {
            throw new IllegalStateException("stopped");
        }
    }
}
