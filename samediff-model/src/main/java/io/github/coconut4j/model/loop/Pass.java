package io.github.coconut4j.model.loop;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.dropout.Drop;
import io.github.coconut4j.model.graph.Slices;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * One run of the transformer inside the latent loop.
 *
 * @param rows rows B of the batch
 * @param columns columns t that are new in this pass; -1 when only known at run time
 * @param outputs how many of the last columns anybody reads; the last layer computes no others
 * @param positions {@code [columns * B] int}, time-major
 * @param mask hides keys from queries
 * @param past keys and values of all earlier columns; the pass appends its own
 * @param drop leaves out numbers while the model is trained
 * @param watch is shown the states between the layers
 */
public record Pass(
        int rows,
        int columns,
        int outputs,
        SDVariable positions,
        Mask mask,
        KeyValues past,
        Drop drop,
        LayerWatch watch) {
    /**
     * A pass that nobody watches.
     *
     * @param rows rows B of the batch
     * @param columns columns t that are new in this pass; -1 when only known at run time
     * @param outputs how many of the last columns anybody reads
     * @param positions {@code [columns * B] int}, time-major
     * @param mask hides keys from queries
     * @param past keys and values of all earlier columns; the pass appends its own
     * @param drop leaves out numbers while the model is trained
     */
    public Pass(int rows, int columns, int outputs, SDVariable positions, Mask mask, KeyValues past, Drop drop) {
        this(rows, columns, outputs, positions, mask, past, drop, LayerWatch.NOBODY);
    }

    /**
     * A pass that leaves nothing out.
     *
     * @param rows rows B of the batch
     * @param columns columns t that are new in this pass; -1 when only known at run time
     * @param outputs how many of the last columns anybody reads
     * @param positions {@code [columns * B] int}, time-major
     * @param mask hides keys from queries
     * @param past keys and values of all earlier columns; the pass appends its own
     */
    public Pass(int rows, int columns, int outputs, SDVariable positions, Mask mask, KeyValues past) {
        this(rows, columns, outputs, positions, mask, past, Drop.NONE);
    }

    /** @throws ModelException if there are more outputs than columns, or none */
    public Pass {
        if (outputs > columns || outputs == 0) {
            throw new ModelException("A pass over " + columns + " columns cannot give " + outputs + " outputs.");
        }
    }

    /** {@return whether the last layer may leave out the columns nobody reads} */
    public boolean partial() {
        return outputs < columns;
    }

    /**
     * {@return the columns that are read, {@code [outputs * B, D]}, of rows {@code [columns * B, D]} of all columns}
     *
     * @param hidden rows of all columns
     */
    public SDVariable read(SDVariable hidden) {
        if (!partial()) {
            return hidden;
        }
        long end = (long) columns * rows;
        return Slices.range(hidden, 2, 0, end - (long) outputs * rows, end);
    }

    /** Hides keys from queries. */
    @FunctionalInterface
    public interface Mask {
        /**
         * Lowers the scores of hidden keys.
         *
         * @param scores {@code [B, H, queries, keys]}, scaled
         * @param queries how many of the last columns ask; keys are all columns so far
         * @return the scores, lowered by {@link LoopInputs#HIDDEN} where the key is later than the query or padding
         */
        SDVariable hide(SDVariable scores, int queries);
    }
}
