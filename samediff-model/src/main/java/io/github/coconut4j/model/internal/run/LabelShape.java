package io.github.coconut4j.model.internal.run;

import io.github.coconut4j.model.loop.LoopShape;

/**
 * The fixed sizes of what a plan predicts.
 *
 * @param first first column that predicts
 * @param capacity how many labelled rows are picked out for the LM head; 0 when it runs on all columns from {@code first} on
 */
public record LabelShape(int first, int capacity) {
    public boolean gathered() {
        return capacity > 0;
    }

    /** Rows M that go through the LM head. */
    public int size(LoopShape shape) {
        return gathered() ? capacity : (shape.columns() - 1 - first) * shape.rows();
    }
}
