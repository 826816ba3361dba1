package io.github.coconut4j.curriculum.training;

import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.spec.AdamWSpec;
import io.github.coconut4j.curriculum.spec.EvaluationSpec;
import io.github.coconut4j.model.ExecutorOptions;

/**
 * How one model is trained.
 *
 * @param staged the method, its curriculum, and the seed of all random choices
 * @param batchSize problems of a step
 * @param optimizer and its learning rate
 * @param evaluation how much is asked, and when
 * @param execution how the model is computed
 */
public record TrainingSettings(
        StagedMethod staged,
        int batchSize,
        AdamWSpec optimizer,
        EvaluationSpec evaluation,
        ExecutorOptions execution) {}
