package io.github.coconut4j.curriculum.official;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.config.ConfigText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An args file of the official implementation: its keys, its names, its values. What they mean is taken from its {@code run.py}; {@link OfficialRun} says it in
 * the terms of this project.
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
        double weightDecay) {

    /** Keys that every official file has and no other does. */
    private static final List<Pattern> MARKS =
            List.of(Pattern.compile("(?m)^c_thought\\s*:"), Pattern.compile("(?m)^max_latent_stage\\s*:"));

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
            0.01);

    private static final ConfigFormat<OfficialArguments> FORMAT =
            new ConfigFormat<>(OfficialArguments.class, Map.of(OfficialArguments.class, DEFAULTS));

    /** @throws CurriculumException if a number is out of range, or not exactly one method is chosen */
    public OfficialArguments {
        requireAtLeast(0, cThought, "c_thought");
        requireAtLeast(1, epochsPerStage, "epochs_per_stage");
        requireAtLeast(0, maxLatentStage, "max_latent_stage");
        requireAtLeast(0, resume, "resume");
        requireAtLeast(1, batchSizeTraining, "batch_size_training");
        requireAtLeast(1, gradientAccumulationSteps, "gradient_accumulation_steps");
        requireAtLeast(1, numEpochs, "num_epochs");
        if (!onlyEval && resume >= numEpochs) {
            throw new CurriculumException("resume leaves out " + resume + " epochs, but num_epochs is only " + numEpochs
                    + ", so nothing is left to train.");
        }
    }

    private static void requireAtLeast(int least, int value, String key) {
        if (value < least) {
            throw new CurriculumException(key + " must be at least " + least + ", not " + value + ".");
        }
    }

    /**
     * Whether a file is one of the official kind.
     *
     * @throws CurriculumException if there is no such file or it cannot be read
     */
    public static boolean isArgsFile(Path file) {
        String text = ConfigText.of(file).text();
        return MARKS.stream().allMatch(mark -> mark.matcher(text).find());
    }

    /**
     * Reads an args file.
     *
     * @param overrides {@code key=value} settings that win over the file, with the official keys
     * @throws CurriculumException listing everything that is wrong
     */
    public static OfficialArguments load(Path file, List<String> overrides) {
        return FORMAT.read(ConfigText.of(file).text(), file.toString(), overrides);
    }
}
