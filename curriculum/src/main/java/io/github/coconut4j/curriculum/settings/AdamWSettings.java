package io.github.coconut4j.curriculum.settings;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.model.train.AdamWConfig;
import java.util.Locale;

/**
 * AdamW with decoupled weight decay, and the course of its learning rate.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .optimizer(adamW(1e-4).lr(2e-3).weightDecay(0.1).weightDecayOn(Decayed.ALL).clipNorm(1)
 *         .betas(0.9, 0.95).epsilon(1e-6).warmupSteps(100).finalLr(0.1).decay(Decay.COSINE))
 *
 * optimizer:
 *   lr: 2.0e-3
 *   weight_decay: 0.1
 *   weight_decay_on: all
 *   clip_norm: 1
 *   beta1: 0.9
 *   beta2: 0.95
 *   epsilon: 1.0e-6
 *   warmup_steps: 100
 *   final_lr: 0.1
 *   decay: cosine
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if a number is out of range.
 *
 * @param lr learning rate
 * @param weightDecay decay of what {@code weightDecayOn} names
 * @param weightDecayOn all parameters, as in the official code, or matrices and embeddings alone
 * @param clipNorm gradients with a larger norm are scaled down to it; 0 switches this off
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon added to the root of the second moment
 * @param warmupSteps steps over which the rate grows from 0, at the start of every stage
 * @param finalLr the training ends with this part of the rate; 1 keeps the rate constant
 * @param decay the course on which the rate falls to that part
 */
public record AdamWSettings(
        double lr,
        double weightDecay,
        AdamWConfig.Decayed weightDecayOn,
        double clipNorm,
        double beta1,
        double beta2,
        double epsilon,
        int warmupSteps,
        double finalLr,
        Decay decay) {

    /** The course on which the learning rate falls. */
    public enum Decay {
        /** A cosine over the last stage; constant before. */
        LAST_STAGE,
        /** A cosine over the whole training. */
        COSINE,
        /** A straight line over the whole training. */
        LINEAR
    }

    public AdamWSettings {
        Checks.above(0, 1000, lr, "lr");
        Checks.between(0.0, 1000.0, weightDecay, "weight_decay");
        Checks.between(0.0, 1e9, clipNorm, "clip_norm");
        Checks.within(0, 0.999999, beta1, "beta1");
        Checks.within(0, 0.999999, beta2, "beta2");
        Checks.above(0, 1, epsilon, "epsilon");
        Checks.between(0, 1_000_000_000, warmupSteps, "warmup_steps");
        Checks.within(0, 1, finalLr, "final_lr");
        if (weightDecayOn == null) {
            throw new CurriculumException("weight_decay_on is missing: one of all, matrices.");
        }
        if (decay == null) {
            throw new CurriculumException("decay is missing: one of last_stage, cosine, linear.");
        }
    }

    /**
     * {@return decay 0.01 of matrices, no clipping, betas 0.9 and 0.999, a constant rate} The official code differs in that all parameters decay.
     *
     * @param lr above 0
     */
    public static AdamWSettings of(double lr) {
        return new AdamWSettings(lr, 0.01, AdamWConfig.Decayed.MATRICES, 0, 0.9, 0.999, 1e-8, 0, 1, Decay.LAST_STAGE);
    }

    /**
     * {@return the same with another learning rate}
     *
     * @param rate above 0, at most 1000
     */
    public AdamWSettings lr(double rate) {
        return new AdamWSettings(
                rate, weightDecay, weightDecayOn, clipNorm, beta1, beta2, epsilon, warmupSteps, finalLr, decay);
    }

    /**
     * {@return the same with another weight decay}
     *
     * @param value 0 for none, at most 1000
     */
    public AdamWSettings weightDecay(double value) {
        return new AdamWSettings(
                lr, value, weightDecayOn, clipNorm, beta1, beta2, epsilon, warmupSteps, finalLr, decay);
    }

    /**
     * {@return the same with weight decay on other parameters}
     *
     * @param parameters all, or matrices and embeddings alone
     */
    public AdamWSettings weightDecayOn(AdamWConfig.Decayed parameters) {
        return new AdamWSettings(
                lr, weightDecay, parameters, clipNorm, beta1, beta2, epsilon, warmupSteps, finalLr, decay);
    }

    /**
     * {@return the same with gradients clipped to a norm}
     *
     * @param norm L2 norm of all gradients together; 0 for no clipping
     */
    public AdamWSettings clipNorm(double norm) {
        return new AdamWSettings(
                lr, weightDecay, weightDecayOn, norm, beta1, beta2, epsilon, warmupSteps, finalLr, decay);
    }

    /**
     * {@return the same with other decays of the moments}
     *
     * @param first from 0 to 0.999999
     * @param second from 0 to 0.999999
     */
    public AdamWSettings betas(double first, double second) {
        return new AdamWSettings(
                lr, weightDecay, weightDecayOn, clipNorm, first, second, epsilon, warmupSteps, finalLr, decay);
    }

    /**
     * {@return the same with another epsilon}
     *
     * @param value above 0, at most 1
     */
    public AdamWSettings epsilon(double value) {
        return new AdamWSettings(
                lr, weightDecay, weightDecayOn, clipNorm, beta1, beta2, value, warmupSteps, finalLr, decay);
    }

    /**
     * {@return the same with a warm-up at the start of every stage}
     *
     * @param steps 0 for none
     */
    public AdamWSettings warmupSteps(int steps) {
        return new AdamWSettings(
                lr, weightDecay, weightDecayOn, clipNorm, beta1, beta2, epsilon, steps, finalLr, decay);
    }

    /**
     * {@return the same with a training that ends at this part of the rate}
     *
     * @param part from 0 to 1; 1 keeps the rate constant
     */
    public AdamWSettings finalLr(double part) {
        return new AdamWSettings(
                lr, weightDecay, weightDecayOn, clipNorm, beta1, beta2, epsilon, warmupSteps, part, decay);
    }

    /**
     * {@return the same with a rate that falls on another course}
     *
     * @param course of no effect while {@code finalLr} is 1
     */
    public AdamWSettings decay(Decay course) {
        return new AdamWSettings(
                lr, weightDecay, weightDecayOn, clipNorm, beta1, beta2, epsilon, warmupSteps, finalLr, course);
    }

    /** {@return the settings the optimizer itself takes} */
    public AdamWConfig config() {
        return new AdamWConfig(beta1, beta2, epsilon, weightDecay, weightDecayOn, clipNorm);
    }

    /**
     * Checks that its parts fit together.
     *
     * @throws CurriculumException if there is a course but nothing to fall to
     */
    public void validate() {
        if (decay != Decay.LAST_STAGE && finalLr == 1) {
            throw new CurriculumException(
                    "optimizer.decay is " + decay.name().toLowerCase(Locale.ROOT)
                            + ", but optimizer.final_lr is 1, which keeps the rate constant; set final_lr to 0.1, for instance.");
        }
    }

    /**
     * {@return the learning rate of one step}
     *
     * @param step of the stage, from 0
     * @param steps of the stage
     * @param finalStage whether it is the last stage of the training
     * @param done part of the whole training that lies behind the step, from 0 to 1
     */
    public double rateAt(long step, long steps, boolean finalStage, double done) {
        double warm = lr * Math.min(1.0, (step + 1.0) / Math.max(1, warmupSteps));
        if (decay == Decay.LAST_STAGE && !finalStage) {
            return warm;
        }
        double high =
                switch (decay) {
                    case LAST_STAGE -> cosine((double) step / steps);
                    case COSINE -> cosine(done);
                    case LINEAR -> 1 - done;
                };
        return warm * (finalLr + (1 - finalLr) * high);
    }

    /** From 1 to 0. */
    private static double cosine(double done) {
        return 0.5 * (1 + Math.cos(Math.PI * done));
    }
}
