package io.github.coconut4j.curriculum.audit.course;

import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.run.CheckpointState;
import java.util.Optional;

/**
 * What an audit of one checkpoint found.
 *
 * @param checkpoint name of its folder
 * @param epoch number of finished epochs
 * @param trainingSteps of the training up to it
 * @param stage it was trained at last
 * @param report of the experiments
 */
public record CoursePoint(String checkpoint, int epoch, long trainingSteps, int stage, AuditReport report) {

    static CoursePoint of(String checkpoint, CheckpointState state, AuditReport report) {
        return new CoursePoint(checkpoint, state.epoch(), state.step(), state.stage(), report);
    }

    /**
     * {@return answers with the twin's thoughts: the share that follows them is how faithful the model is to its thoughts} Empty without thoughts or
     * twins.
     */
    public Optional<InterventionResult> exchange() {
        return report.result(Intervention.all(Operator.TWIN));
    }

    /** {@return answers with another problem's thoughts} */
    public Optional<InterventionResult> stranger() {
        return report.result(Intervention.all(Operator.OTHER_PROBLEM));
    }

    /** {@return answers with noise in the place of the thoughts} */
    public Optional<InterventionResult> noise() {
        return report.result(Intervention.all(Operator.NOISE));
    }
}
