package io.github.coconut4j.model.run;

import io.github.coconut4j.model.ModelException;

/**
 * How many rows of a batch are run at once. Gradients are sums over tokens, so those of the parts add up to the gradients of the whole batch, exactly but for
 * rounding; only memory and speed change.
 *
 * @param rows most rows at once; 0 for the whole batch, -1 for as many as fit the memory
 */
public record MicroBatch(int rows) {
    /** The whole batch at once; one that does not fit the memory is refused. */
    public static final MicroBatch WHOLE = new MicroBatch(0);

    /** The whole batch if it fits the memory, else halves, quarters and so on. */
    public static final MicroBatch AUTO = new MicroBatch(-1);

    /** @throws ModelException if rows are less than -1 */
    public MicroBatch {
        if (rows < -1) {
            throw new ModelException("A micro-batch has at least one row, not " + rows + ".");
        }
    }

    /**
     * Reads {@code none}, {@code auto} or a number of rows.
     *
     * @param text from 1 to 999,999,999 where it is a number
     * @return what it says
     * @throws ModelException when it is something else
     */
    public static MicroBatch parse(String text) {
        return switch (text) {
            case "none" -> WHOLE;
            case "auto" -> AUTO;
            default -> {
                if (!text.matches("[1-9][0-9]{0,8}")) {
                    throw new ModelException("A micro-batch is none, auto or a number of rows, not " + text + ".");
                }
                yield new MicroBatch(Integer.parseInt(text));
            }
        };
    }

    /** {@return whether the memory decides how many rows run at once} */
    public boolean automatic() {
        return rows < 0;
    }

    /**
     * {@return how many rows of a batch run at once, before memory is asked}
     *
     * @param batchRows rows of the batch
     */
    public int of(int batchRows) {
        return rows < 1 ? batchRows : Math.min(rows, batchRows);
    }

    @Override
    public String toString() {
        return rows < 0 ? "auto" : rows == 0 ? "none" : Integer.toString(rows);
    }
}
