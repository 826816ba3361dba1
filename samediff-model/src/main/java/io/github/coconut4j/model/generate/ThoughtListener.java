package io.github.coconut4j.model.generate;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Is shown every thought of a generation before it is fed back, and may replace it or end the thinking: what is logged, measured, steered or cut short goes through
 * here. Calls come one at a time, though the rows of a batch may come in several parts. Without a listener nothing of this costs anything.
 */
@FunctionalInterface
public interface ThoughtListener {
    /**
     * A thought of some rows.
     *
     * @param k which thought it is, from 0
     * @param z the thoughts {@code [B, D] float}, one row for each row that thinks; what is written to it takes their place. Not to be used after the call
     * @param rows which rows of the batch these are; some or all can be told to stop
     */
    void onThought(int k, INDArray z, ThinkingRows rows);

    /**
     * What the thoughts of some rows have left behind, once they were fed back and before any column sees it.
     *
     * @param k which thought it is, from 0
     * @param kept their keys and values, which can be read and replaced
     * @param rows which rows of the batch these are; it is too late to stop them
     */
    default void onKept(int k, KeptThoughts kept, ThinkingRows rows) {}

    /** {@return whether it looks at the states between the layers, {@link KeptThoughts#below}; they are computed for nobody else} */
    default boolean watchesLayers() {
        return false;
    }
}
