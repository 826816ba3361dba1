package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.method.Curriculum;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.method.StagedMethod;
import java.util.Map;

/**
 * Where a training stands, {@code state.json} of a checkpoint. It says how its model is to be asked, so that an evaluation
 * never has to guess; all random choices depend on seed, epoch and row, so there is no other random state.
 *
 * @param method what is trained
 * @param curriculum and when what
 * @param epoch number of finished epochs
 * @param stage of the last of them
 * @param thoughts before an answer at that stage
 * @param step number of finished steps
 * @param accuracy on the validation problems after that epoch
 * @param bestAccuracy the highest so far
 * @param seed of the run
 * @param seconds of work so far
 * @param files SHA-256 of every other file of the checkpoint
 */
public record CheckpointState(
        Method method,
        Curriculum curriculum,
        int epoch,
        int stage,
        int thoughts,
        long step,
        double accuracy,
        double bestAccuracy,
        long seed,
        double seconds,
        Map<String, String> files) {

    /** Copies the map. */
    public CheckpointState {
        files = files == null ? Map.of() : Map.copyOf(files);
    }

    /** The same with these files. */
    CheckpointState withFiles(Map<String, String> sums) {
        return new CheckpointState(
                method, curriculum, epoch, stage, thoughts, step, accuracy, bestAccuracy, seed, seconds, sums);
    }

    /** How problems are written down for this model. */
    public StagedMethod stagedMethod() {
        return new StagedMethod(method, curriculum, seed);
    }
}
