package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.Problem;

/** Decides how each problem of an epoch is written down: the curriculum, as the data see it. */
@FunctionalInterface
public interface LayoutRule {

    /**
     * The layout of one problem. Must depend on its arguments alone; random choices are drawn by {@link
     * io.github.coconut4j.data.RowRandom}.
     *
     * @param problem of the row
     * @param epoch from 0
     * @param row number of the problem in its source, from 0
     * @return always the same one for the same numbers
     */
    Layout layout(Problem problem, int epoch, long row);
}
