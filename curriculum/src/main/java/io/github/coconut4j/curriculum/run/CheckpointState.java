package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.curriculum.method.Coconut;
import io.github.coconut4j.curriculum.method.Cot;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.stage.Wording;
import java.util.List;
import java.util.Map;

/**
 * Where a training stands, {@code state.json} of a checkpoint. It says how its model is to be asked, so that an evaluation
 * never has to guess; all random choices depend on seed, epoch and row, so there is no other random state.
 *
 * @param method what is trained
 * @param curriculum and when what
 * @param epoch number of finished epochs
 * @param position number of finished steps of the epoch under way; 0 at the end of an epoch
 * @param stage of the last step
 * @param thoughts before an answer at that stage
 * @param step number of finished steps, those left out because of numbers that were not finite included
 * @param skipped number of these
 * @param accuracy on the validation problems when they were last asked
 * @param bestAccuracy the highest so far
 * @param plateau how long the stage has brought nothing better
 * @param seed of the run
 * @param seconds of work so far
 * @param data fingerprint of each part of the data
 * @param files SHA-256 of every other file of the checkpoint
 * @param wording how problems are put into words
 */
public record CheckpointState(
        Method method,
        Curriculum curriculum,
        int epoch,
        long position,
        int stage,
        int thoughts,
        long step,
        long skipped,
        double accuracy,
        double bestAccuracy,
        Plateau plateau,
        long seed,
        double seconds,
        Map<String, String> data,
        Map<String, String> files,
        Wording wording) {

    public CheckpointState {
        Checks.between(0, Integer.MAX_VALUE, epoch, "epoch");
        Checks.between(0, Long.MAX_VALUE, position, "position");
        Checks.between(0, Integer.MAX_VALUE, stage, "stage");
        Checks.between(0, Integer.MAX_VALUE, thoughts, "thoughts");
        Checks.between(0, Long.MAX_VALUE, step, "step");
        Checks.between(0, Long.MAX_VALUE, skipped, "skipped");
        data = Map.copyOf(data);
        files = Map.copyOf(files);
    }

    /**
     * How a model is asked that comes from no training here: question, so many thoughts between their markers, answer. Without thoughts there are no markers either.
     *
     * @param thoughts before an answer, 0 or more
     */
    static CheckpointState untrained(int thoughts) {
        Method method = thoughts == 0 ? new Cot() : new Coconut(List.of(1), true);
        Curriculum curriculum = new Curriculum(thoughts, List.of(1), false, true, 0, 0, 0);
        return new CheckpointState(
                method,
                curriculum,
                0,
                0,
                thoughts,
                thoughts,
                0,
                0,
                0,
                0,
                Plateau.NONE,
                0,
                0,
                Map.of(),
                Map.of(),
                Wording.STANDARD);
    }

    /** The same with these files. */
    CheckpointState withFiles(Map<String, String> sums) {
        return new CheckpointState(
                method,
                curriculum,
                epoch,
                position,
                stage,
                thoughts,
                step,
                skipped,
                accuracy,
                bestAccuracy,
                plateau,
                seed,
                seconds,
                data,
                sums,
                wording);
    }

    /** {@return how problems are written down for this model} */
    public StagedMethod stagedMethod() {
        return new StagedMethod(method, curriculum, seed);
    }

    /** {@return whether it was written between two evaluations rather than at the end of an epoch} */
    public boolean withinEpoch() {
        return position > 0;
    }
}
