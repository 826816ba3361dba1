package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.rounds.Averaging;
import io.github.coconut4j.curriculum.settings.AdamWSettings;
import io.github.coconut4j.curriculum.settings.CheckpointSettings;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.curriculum.settings.OnNonFinite;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import io.github.coconut4j.data.stage.BatchOptions;
import io.github.coconut4j.model.dropout.Dropout;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.util.SplittableRandom;

/**
 * How one model is trained.
 *
 * @param staged the method, its curriculum, and the seed of all random choices
 * @param batchSize problems of a step
 * @param optimizer and its learning rate
 * @param dropout shares of numbers that are left out at random
 * @param evaluation how much is asked, and when
 * @param execution how the model is computed
 * @param averaging between which workers and how often weights are averaged; one worker alone makes single steps
 * @param checkpoints when they are written and which are kept
 * @param onNonFinite what becomes of a batch whose loss or gradient is no finite number
 */
public record TrainingSettings(
        StagedMethod staged,
        int batchSize,
        AdamWSettings optimizer,
        Dropout dropout,
        EvaluationSettings evaluation,
        ExecutorOptions execution,
        Averaging averaging,
        CheckpointSettings checkpoints,
        OnNonFinite onNonFinite) {
    /** Batches of text are sorted by thoughts and length over so many, so that the rows of a batch are alike. */
    private static final int SORTED_BATCHES = 16;

    /** What is left out in a step depends on this, so that a run that is stopped and resumed leaves out the same. */
    long noise(long step) {
        return new SplittableRandom(staged.seed()).nextLong() + step;
    }

    /** How problems are put into batches. */
    public BatchOptions batches(ProblemSets problems) {
        int multiple = problems.lengthMultiple();
        return BatchOptions.of(batchSize, staged.seed()).withLengths(multiple, multiple == 1 ? 1 : SORTED_BATCHES);
    }
}
