package io.github.coconut4j.model.train;

import io.github.coconut4j.model.ModelException;

/**
 * Settings of AdamW (Loshchilov and Hutter 2019).
 *
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of squared gradients, in [0, 1)
 * @param epsilon added to the root of the second moment, above 0
 * @param weightDecay share of a parameter that decays per unit of learning rate
 * @param decayed which parameters decay
 * @param clipNorm longest gradient, over all parameters; 0 for no limit
 */
public record AdamWConfig(
        double beta1, double beta2, double epsilon, double weightDecay, Decayed decayed, double clipNorm) {
    /** PyTorch's defaults with gradients clipped to norm 1. */
    public static final AdamWConfig DEFAULT = new AdamWConfig(0.9, 0.999, 1e-8, 0.01, Decayed.ALL, 1.0);

    /** The parameters that weight decay pulls towards 0. */
    public enum Decayed {
        /** Every one, gains and biases too: {@code torch.optim.AdamW(model.parameters())}, as the official Coconut has it. */
        ALL,
        /** Matrices and embeddings; gains and biases are left alone. */
        MATRICES
    }

    /** @throws ModelException if a number is out of its range, or two do not fit together */
    public AdamWConfig {
        if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
            throw new ModelException("AdamW's betas are " + beta1 + " and " + beta2 + "; both must lie in [0, 1).");
        }
        if (!(epsilon > 0)) {
            throw new ModelException("AdamW's epsilon is " + epsilon + "; it must be above 0.");
        }
        if (!(weightDecay >= 0) || !(clipNorm >= 0)) {
            throw new ModelException(
                    "Weight decay " + weightDecay + " and clip norm " + clipNorm + " must not be negative.");
        }
    }
}
