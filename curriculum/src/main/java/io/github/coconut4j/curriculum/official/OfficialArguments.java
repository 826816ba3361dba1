package io.github.coconut4j.curriculum.official;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An args file of the official implementation: its keys, its names, its values. What they mean is taken from its {@code run.py}; {@link OfficialRun} says it in
 * the terms of this project.
 *
 * <p>Creating one throws {@link CurriculumException} if a number is out of range, or not exactly one method is chosen.
 *
 * @param project name of a project on a tracking service
 * @param savePath folder of all runs
 * @param name of the run, a folder within {@code savePath}
 * @param onlyEval whether a model is only asked
 * @param coconut whether the method is Coconut
 * @param cot whether every step is written out
 * @param noThoughts whether steps are removed and nothing takes their place
 * @param noCot whether the answer follows the question at once
 * @param cThought thoughts for each step
 * @param epochsPerStage how long a stage lasts
 * @param maxLatentStage the highest number of steps that become thoughts
 * @param padLatentToMax whether short problems are given as many thoughts as long ones
 * @param saveOnlyImprove whether a checkpoint is kept only if it answers better
 * @param uniformProb probability that a problem is put into a random stage
 * @param modelId the model on Hugging Face, or a folder
 * @param loadModelPath weights to begin with; {@code None} for those of the model
 * @param seed of the random choices
 * @param resume epochs that are left out at the beginning
 * @param bf16 whether the computation is in bfloat16
 * @param trainPath problems to learn from
 * @param valPath problems to be asked
 * @param resetOptimizer whether the optimizer is made anew
 * @param batchSizeTraining problems of a step on each GPU
 * @param debug whether only a few problems are used
 * @param gradientAccumulationSteps batches of a step
 * @param numEpochs epochs in all
 * @param lr learning rate
 * @param weightDecay of AdamW
 * @param gpus how many the file was written for; {@code batch_size_training} counts for each of them
 * @param trainSize how many of the problems to learn from are used, from the first; 0 for all
 * @param valSize how many of the problems to be asked are used, from the first; 0 for all
 */
public record OfficialArguments(
        String project,
        String savePath,
        String name,
        boolean onlyEval,
        boolean coconut,
        boolean cot,
        boolean noThoughts,
        boolean noCot,
        int cThought,
        int epochsPerStage,
        int maxLatentStage,
        boolean padLatentToMax,
        boolean saveOnlyImprove,
        double uniformProb,
        String modelId,
        String loadModelPath,
        long seed,
        int resume,
        boolean bf16,
        String trainPath,
        String valPath,
        boolean resetOptimizer,
        int batchSizeTraining,
        boolean debug,
        int gradientAccumulationSteps,
        int numEpochs,
        double lr,
        double weightDecay,
        int gpus,
        int trainSize,
        int valSize) {
    /** How many GPUs the official launch uses where nothing else is said. */
    private static final int GPUS = 4;

    private static final int MOST = 1_000_000;

    /** What stands for a missing key: no thoughts, nothing loaded, nothing mixed, as in the official file for chains of thought. */
    private static final OfficialArguments DEFAULTS = new OfficialArguments(
            "coconut",
            "",
            "coconut",
            false,
            false,
            false,
            false,
            false,
            0,
            1,
            0,
            true,
            false,
            0,
            "openai-community/gpt2",
            "None",
            0,
            0,
            false,
            "",
            "",
            false,
            32,
            false,
            1,
            1,
            1e-4,
            0.01,
            GPUS,
            0,
            0);

    private static final ConfigFormat<OfficialArguments> FORMAT =
            new ConfigFormat<>(OfficialArguments.class, Map.of(OfficialArguments.class, DEFAULTS));

    public OfficialArguments {
        require(0, 1000, cThought, "c_thought");
        require(1, MOST, epochsPerStage, "epochs_per_stage");
        require(0, 998, maxLatentStage, "max_latent_stage");
        require(0, MOST, resume, "resume");
        require(1, Experiment.MOST_ROWS, batchSizeTraining, "batch_size_training");
        require(1, Experiment.MOST_ROWS, gradientAccumulationSteps, "gradient_accumulation_steps");
        require(1, MOST, numEpochs, "num_epochs");
        require(1, 4096, gpus, "gpus");
        require(0, EvaluationSettings.ALL, trainSize, "train_size");
        require(0, EvaluationSettings.ALL, valSize, "val_size");
        long rows = (long) batchSizeTraining * gradientAccumulationSteps * gpus;
        if (rows > Experiment.MOST_ROWS) {
            throw new CurriculumException("batch_size_training x gradient_accumulation_steps x gpus must be at most "
                    + Experiment.MOST_ROWS + " problems a step, not " + rows + ".");
        }
        if (!onlyEval && resume >= numEpochs) {
            throw new CurriculumException("resume leaves out " + resume + " epochs, but num_epochs is only " + numEpochs
                    + ", so nothing is left to train.");
        }
    }

    private static void require(int least, int most, int value, String key) {
        if (value < least) {
            throw new CurriculumException(key + " must be at least " + least + ", not " + value + ".");
        }
        if (value > most) {
            throw new CurriculumException(key + " must be at most " + most + ", not " + value + ".");
        }
    }

    /** The keys such a file may have. */
    static Set<String> keys() {
        return FORMAT.keys();
    }

    /**
     * Reads the keys of an args file.
     *
     * @param overrides {@code key=value} settings that win, with the official keys
     * @throws CurriculumException listing everything that is wrong
     */
    static OfficialArguments read(ObjectNode tree, String where, List<String> overrides) {
        return FORMAT.read(tree, where, overrides);
    }

    /** Problems of a step, on all GPUs together. */
    int batchSize() {
        return batchSizeTraining * gradientAccumulationSteps * gpus;
    }
}
