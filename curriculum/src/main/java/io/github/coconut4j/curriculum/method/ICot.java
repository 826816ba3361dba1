package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.RowRandom;
import io.github.coconut4j.data.stage.Filling;
import io.github.coconut4j.data.stage.Layout;

/**
 * Implicit chain of thought by stepwise internalization (Deng, Choi and Shieber, arXiv 2405.14838): the written chain loses
 * its first tokens, a few more in every epoch, until none is left and the answer follows the question at once.
 *
 * <p>On the curriculum of Coconut, so that both train for as many steps: at stage 0 the chain is whole; from the first epoch
 * of stage 1 on every epoch removes {@code tokensPerEpoch} more; from the first epoch of the last stage on nothing is left.
 * Removal smoothing takes o further tokens with a probability proportional to exp(-{@code smoothing} o), drawn anew for
 * every problem in every epoch.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .method(icot().tokensPerEpoch(4).smoothing(2).removeAllBeyond(40))
 *
 * method: {type: icot, tokens_per_epoch: 4, smoothing: 2, remove_all_beyond: 40}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if a number is out of range.
 *
 * @param tokensPerEpoch tokens removed in each epoch more than in the one before ({@code remove_per_epoch})
 * @param smoothing lambda of the removal smoothing, 4 in the paper ({@code removal_smoothing_lambda}); the smaller, the
 *     longer the draws. 0 switches it off
 * @param removeAllBeyond once so many tokens are due, the whole chain is removed ({@code
 *     remove_all_when_remove_beyond}); 0 waits for the last stage
 */
public record ICot(int tokensPerEpoch, double smoothing, int removeAllBeyond) implements Method {

    /** Keeps the draws of the smoothing apart from the other random choices of a row. */
    private static final long SMOOTHING_SALT = 0x69436F54L;

    private static final int ALL = Integer.MAX_VALUE;

    /** More than any chain has, and two of them are still a number. */
    private static final long MOST_TOKENS = 1_000_000_000;

    public ICot {
        if (tokensPerEpoch < 1) {
            throw new CurriculumException("tokens_per_epoch must be at least 1, not " + tokensPerEpoch + ".");
        }
        if (tokensPerEpoch > MOST_TOKENS) {
            throw new CurriculumException(
                    "tokens_per_epoch must be at most " + MOST_TOKENS + ", not " + tokensPerEpoch + ".");
        }
        if (!(smoothing >= 0) || Double.isInfinite(smoothing)) {
            throw new CurriculumException("smoothing must be at least 0 (0: none), not " + smoothing + ".");
        }
        if (removeAllBeyond < 0) {
            throw new CurriculumException(
                    "remove_all_beyond must be at least 0 (0: only at the last stage), not " + removeAllBeyond + ".");
        }
    }

    /**
     * {@return the same with so many more tokens removed in each epoch}
     *
     * @param tokens 1 to a billion
     */
    public ICot tokensPerEpoch(int tokens) {
        return new ICot(tokens, smoothing, removeAllBeyond);
    }

    /**
     * {@return the same with another lambda of the smoothing}
     *
     * @param lambda 0 or above; the smaller, the longer the draws, but 0 switches them off
     */
    public ICot smoothing(double lambda) {
        return new ICot(tokensPerEpoch, lambda, removeAllBeyond);
    }

    /**
     * {@return the same with the whole chain removed once so many tokens are due}
     *
     * @param tokens 0 waits for the last stage
     */
    public ICot removeAllBeyond(int tokens) {
        return new ICot(tokensPerEpoch, smoothing, tokens);
    }

    @Override
    public String name() {
        return "icot";
    }

    /** Without smoothing, at the first epoch of the stage. */
    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return removing(scheduled(stage, curriculum));
    }

    @Override
    public Layout training(Problem problem, Moment moment, Curriculum curriculum) {
        long scheduled = moment.stage() == curriculum.stageOf(moment.epoch())
                ? scheduled(moment.stage(), moment.epoch(), curriculum)
                : scheduled(moment.stage(), curriculum);
        return removing(moment.stage() == 0 ? scheduled : scheduled + offset(moment));
    }

    /** The model is asked the question and goes on with what it still writes. */
    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return Layout.PLAIN;
    }

    /** Its course is one of epochs, which a stage that ends early would tear. */
    @Override
    public void validate(Curriculum curriculum) {
        if (curriculum.patience() > 0) {
            throw new CurriculumException("icot removes tokens epoch by epoch, so its stages cannot end early: set"
                    + " curriculum.patience to 0, or leave icot out.");
        }
    }

    /** Tokens due at the first epoch of a stage, where a problem stands that was put into a stage other than its epoch's. */
    private long scheduled(int stage, Curriculum curriculum) {
        return stage >= curriculum.finalStage()
                ? scheduled(stage, curriculum.totalEpochs(), curriculum)
                : scheduled(stage, curriculum.firstEpoch(stage), curriculum);
    }

    private long scheduled(int stage, int epoch, Curriculum curriculum) {
        if (stage == 0) {
            return 0;
        }
        long due = (long) tokensPerEpoch * (epoch - curriculum.firstEpoch(1) + 1);
        boolean beyond = removeAllBeyond > 0 && due >= removeAllBeyond;
        return beyond || stage >= curriculum.finalStage() ? ALL : due;
    }

    /** P(offset at least k) = exp(-lambda k), so that P(offset) is proportional to exp(-lambda offset). */
    private int offset(Moment moment) {
        if (smoothing == 0) {
            return 0;
        }
        double uniform = RowRandom.at(moment.seed() ^ SMOOTHING_SALT, moment.epoch(), moment.row())
                .nextDouble();
        return (int) Math.min(MOST_TOKENS, -Math.log1p(-uniform) / smoothing);
    }

    private static Layout removing(long tokens) {
        return new Layout(0, (int) Math.min(ALL, tokens), 0, Filling.THOUGHTS, false);
    }
}
