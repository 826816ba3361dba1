package io.github.coconut4j.tuning.spark;

import io.github.coconut4j.curriculum.training.TrainingListener.StepDone;
import java.io.Serializable;

/** A step of training in a form that can be sent; see {@link StepDone}. */
record StepReport(
        String method,
        long step,
        long totalSteps,
        int epoch,
        int stage,
        double loss,
        double learningRate,
        double gradientNorm,
        double examplesPerSecond,
        double seconds)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    static StepReport of(StepDone step) {
        return new StepReport(
                step.method(),
                step.step(),
                step.totalSteps(),
                step.epoch(),
                step.stage(),
                step.loss(),
                step.learningRate(),
                step.gradientNorm(),
                step.examplesPerSecond(),
                step.seconds());
    }

    StepDone event() {
        return new StepDone(
                method, step, totalSteps, epoch, stage, loss, learningRate, gradientNorm, examplesPerSecond, seconds);
    }
}
