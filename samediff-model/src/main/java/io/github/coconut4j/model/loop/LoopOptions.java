package io.github.coconut4j.model.loop;

/**
 * How a latent loop departs from that of the paper.
 *
 * @param stopGradient whether a thought that is fed back is a constant for the gradient: nothing flows back through it to the pass it comes from. Keys and values of
 *     thought columns still carry gradients. Only training differs, what is computed forward is the same
 * @param bottleneck whether every column behind the last thought sees the thoughts and the columns behind them only, not the question: the thoughts, with their keys
 *     and values, are then the one way from question to answer. Rows without thoughts see everything
 */
public record LoopOptions(boolean stopGradient, boolean bottleneck) {
    /** The loop of the paper. */
    public static final LoopOptions STANDARD = new LoopOptions(false, false);
}
