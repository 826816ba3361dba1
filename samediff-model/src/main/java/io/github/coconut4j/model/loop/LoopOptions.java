package io.github.coconut4j.model.loop;

/**
 * How a latent loop departs from that of the paper.
 *
 * @param stopGradient whether a thought that is fed back is a constant for the gradient: nothing flows back through it to the pass it comes from. Keys and values of
 *     thought columns still carry gradients. Only training differs, what is computed forward is the same
 * @param bottleneck whether every column behind the last thought sees the thoughts and the columns behind them only, not the question: the thoughts, with their keys
 *     and values, are then the one way from question to answer. Rows without thoughts see everything
 * @param repeatFirst whether a row thinks once only: its first thought is fed back in the place of all later ones
 */
public record LoopOptions(boolean stopGradient, boolean bottleneck, boolean repeatFirst) {
    /** The loop of the paper. */
    public static final LoopOptions STANDARD = new LoopOptions(false, false, false);
    /** Without gradient from thought to thought. */
    public static final LoopOptions STOP_GRADIENT = new LoopOptions(true, false, false);
    /** With the question hidden from what stands behind the thoughts. */
    public static final LoopOptions BOTTLENECK = new LoopOptions(false, true, false);
    /** With the first thought in all places. */
    public static final LoopOptions REPEAT_FIRST = new LoopOptions(false, false, true);
}
