package io.github.coconut4j.curriculum.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.data.stats.DataCard;
import io.github.coconut4j.model.run.PlanMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Is told what happens in a training, as it happens and on its thread; every method does nothing unless overridden.
 * Epochs are counted from 0, steps from 1; {@code seconds} are seconds of work since the run began, earlier parts of a
 * resumed run included.
 */
public interface TrainingListener {

    /**
     * A row was read, or looked at once more: with large files this takes a while.
     *
     * @param event which row of which file
     */
    default void onRowRead(RowRead event) {}

    /**
     * The problems have been opened and checked, nothing is trained yet.
     *
     * @param event what is trained on, in a few lines
     */
    default void onDataReady(DataReady event) {}

    /**
     * A run begins or is resumed.
     *
     * @param event folder, method and sizes
     */
    default void onRunStarted(RunStarted event) {}

    /**
     * A stopped run goes on; told before {@link #onRunStarted}.
     *
     * @param event the checkpoint it goes on from, and those that were of no use
     */
    default void onResumed(Resumed event) {}

    /**
     * The first problem as the model gets it at the last stage; told once, before the first stage.
     *
     * @param written its tokens, with a bar before those that are learnt
     */
    default void onExample(String written) {}

    /**
     * A stage begins.
     *
     * @param event its epochs and thoughts
     */
    default void onStageStarted(StageStarted event) {}

    /**
     * The first batch of a stage is about to be run for the first time: what it takes is known.
     *
     * @param event memory of the plans
     */
    default void onStagePlanned(StagePlanned event) {}

    /**
     * An epoch begins.
     *
     * @param event epoch and stage
     */
    default void onEpochStarted(EpochStarted event) {}

    /**
     * The weights have been changed once.
     *
     * @param event loss, gradient norm and speed of the step
     */
    default void onStep(StepDone event) {}

    /**
     * A step was left out because its loss or gradient was no finite number.
     *
     * @param event what was not finite, and where the batch was kept
     */
    default void onStepSkipped(StepSkipped event) {}

    /**
     * The workers' weights have been averaged; told before the steps that led there.
     *
     * @param event bytes and seconds of the round
     */
    default void onAveraged(Averaged event) {}

    /**
     * The validation problems have been asked.
     *
     * @param event outcomes and the time they took
     */
    default void onEvaluated(Evaluated event) {}

    /** A checkpoint of everything so far is about to be written; what it counts on must be on the disk afterwards. */
    default void onCheckpointDue() {}

    /**
     * A checkpoint is on the disk.
     *
     * @param event its folder, and whether within an epoch
     */
    default void onCheckpoint(CheckpointWritten event) {}

    /**
     * The test problems have been asked and all files written.
     *
     * @param event the result of its test
     */
    default void onRunFinished(RunFinished event) {}

    /**
     * {@return whether the run is to be saved and stopped here, asked after every step and between the batches of an evaluation} It then ends with {@link RunStopped}.
     */
    default boolean stopRequested() {
        return false;
    }

    /**
     * {@return whether the run is to be saved and stopped, asked before every stage but the first, and when a run is resumed, before it goes on with
     * a stage} It then ends with {@link RunStopped}.
     *
     * @param stage that would begin or go on
     */
    default boolean stopsBefore(int stage) {
        return false;
    }

    /**
     * A row of the data, while they are opened.
     *
     * @param source a file, or what the data are called
     * @param rows of it so far
     * @param all of them, when they are looked at; empty while a file is read for the first time
     */
    record RowRead(String source, long rows, OptionalLong all) {}

    /**
     * The data of an experiment.
     *
     * @param card what is trained on, in a few lines
     */
    record DataReady(DataCard card) {}

    /**
     * A run begins.
     *
     * @param method that is trained
     * @param folder of the run
     * @param firstStep the first step to come; above 1 when resumed
     * @param totalSteps of the whole run
     * @param batchSize problems of a step
     * @param parameters of the model
     */
    record RunStarted(String method, Path folder, long firstStep, long totalSteps, int batchSize, long parameters) {}

    /**
     * A run goes on.
     *
     * @param method that is trained
     * @param folder of the run
     * @param checkpoint it goes on from; empty if it begins anew because none had been written
     * @param refused checkpoints that were of no use, each in a sentence
     */
    record Resumed(String method, Path folder, Optional<Checkpoint> checkpoint, List<String> refused) {}

    /**
     * A step that was left out.
     *
     * @param method that is trained
     * @param step that was not made
     * @param epoch it belongs to
     * @param stage it belongs to
     * @param what was not finite, {@code loss} or {@code gradient}
     * @param skipped number of steps left out so far
     * @param file with the batch
     */
    record StepSkipped(String method, long step, int epoch, int stage, String what, long skipped, Path file)
            implements MetricsEvent {}

    /**
     * A stage begins.
     *
     * @param method that is trained
     * @param stage that begins
     * @param finalStage the last one of this run
     * @param epochs it lasts
     * @param thoughts before an answer
     */
    record StageStarted(String method, int stage, int finalStage, int epochs, int thoughts) {}

    /**
     * Memory of a stage.
     *
     * @param method that is trained
     * @param stage that begins
     * @param memory of its first batch, and the limit
     * @param answers of the longest validation problems, which share that limit; empty if there are none
     */
    record StagePlanned(String method, int stage, PlanMemory memory, Optional<PlanMemory> answers) {}

    /**
     * An epoch begins.
     *
     * @param method that is trained
     * @param epoch that begins
     * @param totalEpochs of the run
     * @param stage it belongs to
     */
    record EpochStarted(String method, int epoch, int totalEpochs, int stage) {}

    /**
     * One step of training.
     *
     * @param method that is trained
     * @param step that is done
     * @param totalSteps of the whole run
     * @param epoch it belongs to
     * @param stage it belongs to
     * @param loss mean cross-entropy of its labelled tokens, in nats
     * @param learningRate it was made with
     * @param gradientNorm before clipping
     * @param examplesPerSecond recent mean
     * @param seconds of the run
     */
    record StepDone(
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
            implements MetricsEvent {}

    /**
     * One average over workers.
     *
     * @param method that is trained
     * @param step after which it was taken
     * @param epoch it belongs to
     * @param stage it belongs to
     * @param workers that shared the round
     * @param steps of each in the round
     * @param bytes of weights and moments that travelled, there and back; 0 within one process
     * @param roundSeconds of the whole round
     * @param communicationSeconds of it in which no step was computed: sending, waiting, averaging
     */
    record Averaged(
            String method,
            long step,
            int epoch,
            int stage,
            int workers,
            int steps,
            long bytes,
            double roundSeconds,
            double communicationSeconds)
            implements MetricsEvent {}

    /**
     * One evaluation on the validation problems.
     *
     * @param method that is trained
     * @param step after which the problems were asked
     * @param epoch it belongs to
     * @param stage it belongs to
     * @param evaluation what came out
     * @param seconds of the run
     */
    record Evaluated(
            String method,
            long step,
            int epoch,
            int stage,
            @JsonProperty(required = true) Evaluation evaluation,
            double seconds)
            implements MetricsEvent {}

    /**
     * A checkpoint that is whole.
     *
     * @param method that is trained
     * @param checkpoint that has been written
     */
    record CheckpointWritten(String method, Checkpoint checkpoint) {}

    /**
     * The end of a run.
     *
     * @param folder of the run
     * @param result of its test
     */
    record RunFinished(Path folder, RunResult result) {}
}
