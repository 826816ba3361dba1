package io.github.coconut4j.curriculum.evaluation;

import io.github.coconut4j.model.generate.KeptThoughts;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Is shown the thoughts of problems before they are fed back, and may put others in their place. */
@FunctionalInterface
public interface ThoughtObserver {
    /**
     * The k-th thoughts of some problems.
     *
     * @param k which thought it is, from 0
     * @param z the thoughts {@code [n, D] float}; what is written to a row takes its place. Not to be used after the call
     * @param problems row of each thought's problem in the source, {@code [n]}; -1 for a row that only fills up a batch
     */
    void onThoughts(int k, INDArray z, int[] problems);

    /**
     * What the k-th thoughts of some problems have left behind, once they were fed back and before any column sees it.
     *
     * @param k which thought it is, from 0
     * @param kept their keys and values, which can be read and replaced; not to be used after the call
     * @param problems row of each thought's problem in the source, {@code [n]}; -1 for a row that only fills up a batch
     */
    default void onKept(int k, KeptThoughts kept, int[] problems) {}
}
