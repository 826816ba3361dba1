package io.github.coconut4j.model.loop;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The columns that a latent loop runs over, pass by pass: pass 0 is the question, passes 1 to K - 1 are one thought each, pass K is the last thought with everything
 * behind it. Without thoughts pass 0 is all there is. {@link KnownColumns} are those of a batch of fixed sizes, {@link OpenRows} those of rows of any number and length, whose
 * every pass runs over all of them.
 */
interface Columns {
    /** Thoughts K. */
    int thoughts();

    /** Tokens of the columns that hold one. */
    SDVariable ids();

    /** What pass 0 runs over, out of the embeddings of {@link #ids}. */
    SDVariable question(SDVariable words);

    /** The pass, which appends to {@code past} the keys and values that remain. */
    Pass pass(int number, KeyValues past);

    /** Whether anybody reads the hidden states of a pass, besides those that are fed back. */
    boolean isRead(int number);

    /**
     * Of the hidden states of a pass those that may be fed back: that of its last column or, where the first thought is repeated, that of the column before it.
     *
     * @param before what was fed back behind the pass before; null behind pass 0
     */
    SDVariable last(int number, SDVariable hidden, SDVariable before);

    /**
     * What the pass behind a thought runs over: the thought and, behind the last one, the words of the answer.
     *
     * @param state the thought
     */
    SDVariable behind(int thought, SDVariable state, SDVariable words);
}
