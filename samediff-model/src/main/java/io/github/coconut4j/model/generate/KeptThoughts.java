package io.github.coconut4j.model.generate;

import io.github.coconut4j.model.ModelException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The keys and values that thoughts of some rows have left in every layer: all that the columns behind them see of them. Not to be used after the call it was given to.
 */
public final class KeptThoughts {
    private final GenerationPlan plan;
    private final int column;
    private final int[] rows;

    KeptThoughts(GenerationPlan plan, int column, int... rows) {
        this.plan = plan;
        this.column = column;
        this.rows = rows;
    }

    /**
     * {@return a copy {@code [n, F] float}, one row for each row that thinks: for each layer its keys {@code [H, d]}, then its values {@code [H, d]}, where H are the heads that
     * have keys of their own; to be closed by the caller}
     */
    public INDArray read() {
        return plan.kept(column, rows);
    }

    /**
     * Puts others in their place, for the columns that come; what the thoughts' own columns have computed stays.
     *
     * @param keysValues {@code [n, F] float} as they are read
     */
    public void write(INDArray keysValues) {
        if (keysValues.size(0) != rows.length || keysValues.size(1) != plan.keptWidth()) {
            throw new ModelException("Keys and values of these thoughts are [%d, %d], not %s."
                    .formatted(rows.length, plan.keptWidth(), keysValues.shapeInfoToString()));
        }
        plan.kept(column, rows, keysValues);
    }

    /** {@return how many states between layers there are to look at: one below each layer and one above the last, if a listener watches} */
    public int layers() {
        return plan.layers();
    }

    /**
     * {@return states of the thoughts' columns below a layer, as the LM head would read them, behind the final norm: a copy {@code [n, D] float}, to be closed by the caller}
     *
     * @param layer its number, from 0; the number of layers for what stands above the last: the state that is fed back next
     */
    public INDArray below(int layer) {
        return plan.layer(layer, rows);
    }
}
