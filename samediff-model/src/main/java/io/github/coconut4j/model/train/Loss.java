package io.github.coconut4j.model.train;

/**
 * Cross-entropy over the labelled tokens of a batch, in nats. Kept as a sum, so that parts of a batch add up exactly.
 *
 * @param sum sum over the labelled tokens
 * @param tokens how many there were
 */
public record Loss(double sum, long tokens) {
    /** Of no tokens. */
    public static final Loss NONE = new Loss(0, 0);

    /**
     * {@return the loss of the tokens of both}
     *
     * @param other of other tokens
     */
    public Loss plus(Loss other) {
        return new Loss(sum + other.sum, tokens + other.tokens);
    }

    /** {@return mean per labelled token; NaN when there was none} */
    public double mean() {
        return sum / tokens;
    }
}
