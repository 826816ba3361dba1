package io.github.coconut4j.curriculum.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.FittingDefault;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.RowRandom;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The stages of a training and how long each lasts (Hao et al., arXiv 2412.06769, section 3; the official code's names in
 * brackets).
 *
 * <p>At stage 0 all steps are written out. At stage s the first s steps are thoughts. A stage beyond {@code stages}, the
 * last one, writes no step at all and still thinks {@code stages} steps.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .curriculum(stages(3).epochs(2, 1, 1, 2).resetOptimizer().padLatentToMax(false).uniformProb(0.1).patience(3))
 *
 * curriculum:
 *   stages: 3
 *   epochs: [2, 1, 1, 2]
 *   reset_optimizer: true
 *   pad_latent_to_max: false
 *   uniform_prob: 0.1
 *   patience: 3
 * }</pre>
 *
 * <pre>{@code
 * .curriculum(stages(3).earlierProb(0.1))
 *
 * curriculum: {stages: 3, earlier_prob: 0.1}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if a number is out of range, or the epochs do not fit the stages.
 *
 * @param stages the highest number of steps that become thoughts ({@code max_latent_stage})
 * @param epochs how many epochs each stage lasts, beginning with stage 0: {@code stages + 1} numbers, one more for the
 *     last stage, or a single one for every stage from 0 to {@code stages}
 * @param resetsOptimizer whether the optimizer forgets its moments at every change of stage ({@code reset_optimizer})
 * @param padLatentToMax whether a problem with fewer steps than thoughts is given thoughts for {@code stages} steps all
 *     the same, rather than for its own number of steps ({@code pad_latent_to_max})
 * @param uniformProb probability that a problem is put into a random stage instead ({@code uniform_prob})
 * @param earlierProb probability that a problem is put into one of the stages before its own, so that what was learnt there stays; {@code uniformProb} mixes in
 *     stages that are still to come as well
 * @param patience a stage ends before its epochs are over once the validation accuracy has not risen above its best of the
 *     stage in so many evaluations; the last stage of a training, whose learning rate may be falling, always lasts. 0
 *     switches this off
 */
public record Curriculum(
        int stages,
        List<Integer> epochs,
        @JsonProperty("reset_optimizer") boolean resetsOptimizer,
        boolean padLatentToMax,
        double uniformProb,
        double earlierProb,
        int patience)
        implements FittingDefault {

    private static final int MOST_STAGES = 1000;
    private static final int MOST_EPOCHS = 1_000_000;

    /** Keeps the draw of a mixed stage apart from the other random choices of a row. */
    private static final long MIXING_SALT = 0x6D6978696E67L;

    public Curriculum {
        if (stages < 0) {
            throw new CurriculumException("stages must be at least 0, not " + stages + ".");
        }
        if (stages > MOST_STAGES) {
            throw new CurriculumException("stages must be at most " + MOST_STAGES + ", not " + stages + ".");
        }
        if (epochs == null || epochs.isEmpty()) {
            throw new CurriculumException("epochs is missing: say how many epochs each stage lasts.");
        }
        epochs = epochs.size() == 1 ? Collections.nCopies(stages + 1, epochs.get(0)) : List.copyOf(epochs);
        if (epochs.size() != stages + 1 && epochs.size() != stages + 2) {
            throw new CurriculumException("epochs has " + epochs.size() + " numbers; with " + stages
                    + " stages it needs " + (stages + 1) + " (stage 0 to " + stages + "), " + (stages + 2)
                    + " (the last stage too), or one for all.");
        }
        long total = epochs.stream().mapToLong(Integer::longValue).sum();
        if (epochs.stream().anyMatch(count -> count < 0) || total == 0) {
            throw new CurriculumException("epochs must be numbers of at least 0, and not all 0: " + epochs + ".");
        }
        if (total > MOST_EPOCHS) {
            throw new CurriculumException(
                    "epochs must be at most " + MOST_EPOCHS + " in all stages together, not " + total + ".");
        }
        if (!(uniformProb >= 0 && uniformProb <= 1)) {
            throw new CurriculumException("uniform_prob must lie between 0 and 1, not " + uniformProb + ".");
        }
        if (!(earlierProb >= 0 && earlierProb <= 1)) {
            throw new CurriculumException("earlier_prob must lie between 0 and 1, not " + earlierProb + ".");
        }
        if (uniformProb > 0 && earlierProb > 0) {
            throw new CurriculumException("uniform_prob and earlier_prob are two ways to mix stages; set one of them.");
        }
        if (patience > MOST_EPOCHS) {
            throw new CurriculumException("patience must be at most " + MOST_EPOCHS + ", not " + patience + ".");
        }
        if (patience < 0) {
            throw new CurriculumException(
                    "patience must be at least 0 evaluations (0: stages last their epochs), not " + patience + ".");
        }
    }

    /**
     * {@return one epoch a stage, the optimizer kept, thoughts padded, no mixing}
     *
     * @param stages 0 to 1000 steps that become thoughts, one more at each stage
     */
    public static Curriculum of(int stages) {
        return new Curriculum(stages, List.of(1), false, true, 0, 0, 0);
    }

    /** With other stages than these, one epoch each: nobody has said how long they last. */
    @Override
    public Curriculum beside(JsonNode given) {
        JsonNode number = given.path("stages");
        boolean possible = number.canConvertToInt() && number.intValue() >= 0 && number.intValue() <= MOST_STAGES;
        return possible && number.intValue() != stages
                ? new Curriculum(
                        number.intValue(),
                        List.of(1),
                        resetsOptimizer,
                        padLatentToMax,
                        uniformProb,
                        earlierProb,
                        patience)
                : this;
    }

    /**
     * {@return the same with these numbers of epochs, beginning with stage 0}
     *
     * @param perStage {@code stages + 1} numbers, one more for the stage that writes no step at all, or a single one for all stages
     */
    public Curriculum epochs(Integer... perStage) {
        return new Curriculum(
                stages, List.of(perStage), resetsOptimizer, padLatentToMax, uniformProb, earlierProb, patience);
    }

    /** {@return the same, and the optimizer forgets its moments at every change of stage} */
    public Curriculum resetOptimizer() {
        return new Curriculum(stages, epochs, true, padLatentToMax, uniformProb, earlierProb, patience);
    }

    /**
     * {@return the same with thoughts padded to the highest stage, or not}
     *
     * @param pad whether short problems think for {@code stages} steps too
     */
    public Curriculum padLatentToMax(boolean pad) {
        return new Curriculum(stages, epochs, resetsOptimizer, pad, uniformProb, earlierProb, patience);
    }

    /**
     * {@return the same with problems put into a random stage with this probability}
     *
     * @param probability from 0 to 1; excludes {@code earlierProb}
     */
    public Curriculum uniformProb(double probability) {
        return new Curriculum(stages, epochs, resetsOptimizer, padLatentToMax, probability, earlierProb, patience);
    }

    /**
     * {@return the same with problems put into one of the stages before their own with this probability}
     *
     * @param probability from 0 to 1; excludes {@code uniformProb}
     */
    public Curriculum earlierProb(double probability) {
        return new Curriculum(stages, epochs, resetsOptimizer, padLatentToMax, uniformProb, probability, patience);
    }

    /** {@return whether problems are trained at other stages than their epoch's} */
    public boolean mixes() {
        return uniformProb > 0 || earlierProb > 0;
    }

    /**
     * {@return the same with stages that end once so many evaluations have brought nothing better}
     *
     * @param evaluations of the validation problems; 0 lets stages last their epochs
     */
    public Curriculum patience(int evaluations) {
        return new Curriculum(stages, epochs, resetsOptimizer, padLatentToMax, uniformProb, earlierProb, evaluations);
    }

    /** {@return the number of epochs of all stages together, if none ends early} */
    public int totalEpochs() {
        return epochs.stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * {@return the stage of an epoch, both counted from 0}
     *
     * @param epoch less than {@code totalEpochs()}
     */
    public int stageOf(int epoch) {
        int left = epoch;
        for (int stage = 0; stage < epochs.size(); stage++) {
            left -= epochs.get(stage);
            if (left < 0) {
                return stage;
            }
        }
        throw new IllegalArgumentException("epoch " + epoch + " of " + totalEpochs());
    }

    /**
     * {@return the first epoch of a stage}
     *
     * @param stage one that has epochs, or the one behind the last
     */
    public int firstEpoch(int stage) {
        return epochs.subList(0, stage).stream().mapToInt(Integer::intValue).sum();
    }

    /** {@return the stage the training ends with} */
    public int finalStage() {
        return stageOf(totalEpochs() - 1);
    }

    /** {@return the stages that have epochs} */
    public IntStream trainedStages() {
        return IntStream.range(0, epochs.size()).filter(stage -> epochs.get(stage) > 0);
    }

    /**
     * {@return the stages a problem may be trained at: those that have epochs, and with mixing one for each number of its steps, or all before the
     * last}
     *
     * @param problem whose number of steps counts
     */
    public IntStream trainedStages(Problem problem) {
        if (earlierProb > 0) {
            return IntStream.rangeClosed(0, finalStage());
        }
        return uniformProb > 0
                ? IntStream.concat(
                                trainedStages(),
                                IntStream.rangeClosed(0, problem.steps().size()))
                        .distinct()
                : trainedStages();
    }

    /**
     * {@return how many steps are left out of a problem at a stage}
     *
     * @param problem whose number of steps is the most that can be left out
     * @param stage from 0 to {@code stages + 1}
     */
    public int removedSteps(Problem problem, int stage) {
        return stage > stages ? problem.steps().size() : stage;
    }

    /**
     * {@return for how many steps there are thoughts while a problem is trained at a stage}
     *
     * @param problem whose number of steps counts unless thoughts are padded
     * @param stage from 0 to {@code stages + 1}
     */
    public int stepsInThoughts(Problem problem, int stage) {
        return stage > stages ? mostStepsInThoughts(problem) : stage;
    }

    /**
     * {@return for how many steps there are thoughts while a problem is answered after a stage}
     *
     * @param problem whose number of steps counts unless thoughts are padded
     * @param stage from 0 to {@code stages + 1}
     */
    public int stepsInThoughtsToAnswer(Problem problem, int stage) {
        return Math.min(stage, mostStepsInThoughts(problem));
    }

    /**
     * {@return the stage one problem is trained at in an epoch: the epoch's, or a random one}
     *
     * @param problem with its steps
     * @param seed of the draws
     * @param epoch counted from 0
     * @param row of the problem; the same four numbers always draw the same stage
     */
    public int stageFor(Problem problem, long seed, int epoch, long row) {
        int stage = stageOf(epoch);
        int choices = uniformProb > 0 ? problem.steps().size() + 1 : stage;
        if (!mixes() || choices == 0) {
            return stage;
        }
        SplittableRandom random = RowRandom.at(seed ^ MIXING_SALT, epoch, row);
        return random.nextDouble() < uniformProb + earlierProb ? random.nextInt(choices) : stage;
    }

    private int mostStepsInThoughts(Problem problem) {
        return padLatentToMax ? stages : Math.min(stages, problem.steps().size());
    }
}
