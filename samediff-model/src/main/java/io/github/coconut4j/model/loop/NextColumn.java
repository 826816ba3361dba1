package io.github.coconut4j.model.loop;

import io.github.coconut4j.model.dropout.Drop;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * One more column of every row, a thought or a word, behind columns whose keys and values are kept.
 *
 * @param rows rows B; {@link #ANY} when only known at run time, and then the columns lie side by side in one row
 * @param ids the columns' tokens, {@code [B] int}
 * @param isLatent 1 where the column is a thought, 0 where it is its token, {@code [B, 1]}
 * @param states hidden states of the column before, fed back where the column is a thought, {@code [B, D]}
 * @param positions {@code [B] int}
 * @param hidden what is hidden of the keys kept and the column's own, to be added to scores, {@code [B or 1, 1, 1, keys]}, or
 *     {@code [1, 1, B, keys]} where they lie in one row; null when nothing is
 */
public record NextColumn(
        int rows, SDVariable ids, SDVariable isLatent, SDVariable states, SDVariable positions, SDVariable hidden) {
    /** Any number of rows. */
    public static final int ANY = -1;

    /**
     * What a bottleneck hides of keys: the question, from columns behind the thoughts of their row.
     *
     * @param isBehind 1 or 0, {@code [B, 1]}
     * @param isQuestion 1 or 0, {@code [keys]}
     * @return {@code [B, keys]}
     */
    public static SDVariable hiddenQuestion(SDVariable isBehind, SDVariable isQuestion) {
        return Visibility.question(isBehind, isQuestion);
    }

    /**
     * {@return hidden states after the final norm, {@code [B, D]}}
     *
     * @param decoder runs the one pass
     * @param past keys and values kept, to which those of the column are appended
     */
    public SDVariable run(Decoder decoder, KeyValues past) {
        return run(decoder, past, LayerWatch.NOBODY);
    }

    /**
     * {@return the same, {@code [B, D]}, while somebody watches}
     *
     * @param decoder runs the one pass
     * @param past keys and values kept, to which those of the column are appended
     * @param watch is shown the states between the layers
     */
    public SDVariable run(Decoder decoder, KeyValues past, LayerWatch watch) {
        SDVariable next = LatentLoop.feedBack(states, decoder.embed(ids), isLatent);
        Pass.Mask mask = (scores, queries) -> hidden == null ? scores : scores.add(hidden);
        Pass pass = rows == ANY
                ? new Pass(1, ANY, ANY, positions, mask, past, Drop.NONE, watch)
                : new Pass(rows, 1, 1, positions, mask, past, Drop.NONE, watch);
        return decoder.run(next, pass);
    }
}
