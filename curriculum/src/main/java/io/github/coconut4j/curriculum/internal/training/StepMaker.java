package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.rounds.Step;
import io.github.coconut4j.model.train.AdamW;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.Loss;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Makes single steps: the gradient of a batch, then the optimizer. One that is not finite changes nothing.
 *
 * @param executor of the model
 * @param optimizer of the same model
 */
record StepMaker(Executor executor, AdamW optimizer) {

    Step make(MultiDataSet batch, double rate, long noise) {
        long examples = batch.getFeatures(0).size(0);
        Loss loss = executor.accumulate(batch, noise);
        if (!Double.isFinite(loss.sum())) {
            optimizer.discard(executor);
            return new Step(loss.sum(), loss.tokens(), Double.NaN, examples);
        }
        return new Step(loss.sum(), loss.tokens(), optimizer.step(executor, rate, loss.tokens()), examples);
    }
}
