package io.github.coconut4j.model.internal.run;

import io.github.coconut4j.model.loop.LoopShape;

/**
 * The fixed sizes of what a plan predicts.
 *
 * @param first first column that predicts
 * @param capacity how many labelled rows are picked out for the LM head; 0 when it runs on all columns from {@code first} on
 */
public record LabelShape(int first, int capacity) {
    /** Above this share of labelled rows the LM head runs on whole columns. */
    private static final double DENSE = 0.75;

    /**
     * The sizes for a number of labels. It differs from batch to batch more than any length does, most where rows differ in their thoughts, and a plan costs more than many
     * rows of a small LM head: so it is rounded up by what costs a sixteenth of a step, at most by half.
     *
     * @param first first column that predicts
     * @param labels how many rows are labelled
     * @param shape of the loop
     * @param headCost multiplications of the LM head for a row, in those of the blocks for one
     */
    public static LabelShape of(int first, int labels, LoopShape shape, double headCost) {
        LabelShape dense = new LabelShape(first, 0);
        int sixteenth = (int) Math.min(labels, shape.columns() * shape.rows() / (16 * headCost));
        int capacity = Lengths.roundedUp(labels, Math.max(labels / 16, Math.min(labels / 2, sixteenth)));
        return capacity < DENSE * dense.size(shape) ? new LabelShape(first, capacity) : dense;
    }

    public boolean gathered() {
        return capacity > 0;
    }

    /** Rows M that go through the LM head. */
    public int size(LoopShape shape) {
        return gathered() ? capacity : (shape.columns() - 1 - first) * shape.rows();
    }
}
