package io.github.coconut4j.curriculum.training;

import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.spec.AdamWSpec;
import io.github.coconut4j.curriculum.spec.CheckpointSpec;
import io.github.coconut4j.curriculum.spec.EvaluationSpec;
import io.github.coconut4j.curriculum.spec.OnNonFinite;
import io.github.coconut4j.model.ExecutorOptions;

/**
 * How one model is trained.
 *
 * @param staged the method, its curriculum, and the seed of all random choices
 * @param batchSize problems of a step
 * @param optimizer and its learning rate
 * @param evaluation how much is asked, and when
 * @param execution how the model is computed
 * @param checkpoints when they are written and which are kept
 * @param onNonFinite what becomes of a batch whose loss or gradient is no finite number
 */
public record TrainingSettings(
        StagedMethod staged,
        int batchSize,
        AdamWSpec optimizer,
        EvaluationSpec evaluation,
        ExecutorOptions execution,
        CheckpointSpec checkpoints,
        OnNonFinite onNonFinite) {}
