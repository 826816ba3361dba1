package io.github.coconut4j.curriculum.rounds;

import java.io.Serializable;
import java.util.Optional;

/**
 * What one batch came to.
 *
 * @param lossSum cross-entropy of its labelled tokens, in nats
 * @param tokens how many these are
 * @param gradientNorm of the mean gradient before clipping; NaN if the loss is not finite
 * @param examples problems of the batch
 */
public record Step(double lossSum, long tokens, double gradientNorm, long examples) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** {@return what was not finite, so that no weight was changed: {@code loss} or {@code gradient}} */
    public Optional<String> notFinite() {
        if (!Double.isFinite(lossSum)) {
            return Optional.of("loss");
        }
        return Double.isFinite(gradientNorm) ? Optional.empty() : Optional.of("gradient");
    }

    /** {@return whether it has changed the weights} */
    public boolean isMade() {
        return notFinite().isEmpty();
    }

    /** {@return the value that was not finite; the gradient's norm if all were} */
    public double judged() {
        return Double.isFinite(lossSum) ? gradientNorm : lossSum / tokens;
    }
}
