package io.github.coconut4j.curriculum.spec;

/**
 * AdamW with decoupled weight decay, and the course of its learning rate.
 *
 * @param lr learning rate
 * @param weightDecay decay of matrices and embeddings
 * @param clipNorm gradients with a larger norm are scaled down to it; 0 switches this off
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon added to the root of the second moment
 * @param warmupSteps steps over which the rate grows from 0, at the start of every stage
 * @param finalLr the last stage ends with this part of the rate, on a cosine; 1 keeps the rate constant
 */
public record AdamWSpec(
        double lr,
        double weightDecay,
        double clipNorm,
        double beta1,
        double beta2,
        double epsilon,
        int warmupSteps,
        double finalLr) {

    /** @throws io.github.coconut4j.curriculum.CurriculumException if a number is out of range */
    public AdamWSpec {
        Checks.above(0, lr, "lr");
        Checks.atLeast(0.0, weightDecay, "weight_decay");
        Checks.atLeast(0.0, clipNorm, "clip_norm");
        Checks.within(0, 0.999999, beta1, "beta1");
        Checks.within(0, 0.999999, beta2, "beta2");
        Checks.above(0, epsilon, "epsilon");
        Checks.atLeast(0, warmupSteps, "warmup_steps");
        Checks.within(0, 1, finalLr, "final_lr");
    }

    /** The official settings: decay 0.01, no clipping, betas 0.9 and 0.999, a constant rate. */
    public static AdamWSpec of(double lr) {
        return new AdamWSpec(lr, 0.01, 0, 0.9, 0.999, 1e-8, 0, 1);
    }

    /** The same with another learning rate. */
    public AdamWSpec lr(double rate) {
        return new AdamWSpec(rate, weightDecay, clipNorm, beta1, beta2, epsilon, warmupSteps, finalLr);
    }

    /** The same with another weight decay. */
    public AdamWSpec weightDecay(double decay) {
        return new AdamWSpec(lr, decay, clipNorm, beta1, beta2, epsilon, warmupSteps, finalLr);
    }

    /** The same with gradients clipped to a norm. */
    public AdamWSpec clipNorm(double norm) {
        return new AdamWSpec(lr, weightDecay, norm, beta1, beta2, epsilon, warmupSteps, finalLr);
    }

    /** The same with other decays of the moments. */
    public AdamWSpec betas(double first, double second) {
        return new AdamWSpec(lr, weightDecay, clipNorm, first, second, epsilon, warmupSteps, finalLr);
    }

    /** The same with another epsilon. */
    public AdamWSpec epsilon(double value) {
        return new AdamWSpec(lr, weightDecay, clipNorm, beta1, beta2, value, warmupSteps, finalLr);
    }

    /** The same with a warm-up at the start of every stage. */
    public AdamWSpec warmupSteps(int steps) {
        return new AdamWSpec(lr, weightDecay, clipNorm, beta1, beta2, epsilon, steps, finalLr);
    }

    /** The same with a last stage that ends at this part of the rate, on a cosine. */
    public AdamWSpec finalLr(double part) {
        return new AdamWSpec(lr, weightDecay, clipNorm, beta1, beta2, epsilon, warmupSteps, part);
    }

    /**
     * The learning rate of one step.
     *
     * @param step of the stage, from 0
     * @param steps of the stage
     * @param finalStage whether it is the last stage of the training
     */
    public double rateAt(long step, long steps, boolean finalStage) {
        double rate = lr * Math.min(1.0, (step + 1.0) / Math.max(1, warmupSteps));
        if (finalStage) {
            double cosine = 0.5 * (1 + Math.cos(Math.PI * step / steps));
            rate *= finalLr + (1 - finalLr) * cosine;
        }
        return rate;
    }
}
