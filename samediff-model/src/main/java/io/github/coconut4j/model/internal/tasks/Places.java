package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.Lanes;

/** Where the values of a plan live, while that is being decided. */
public interface Places {
    /** Where a value lives; null while that is open. */
    View of(Value value);

    /** Where a value lives; where its readers like it best when that was open. */
    View home(Value value);

    /** Decides where a value lives. */
    View settle(Value value, View view);

    /** Gives an array {@code [B, H, n, d]} a place in {@link Lanes}. */
    View settleInLanes(Value value);

    /** Gives a value the place of all those that are made anew before each use, if its readers are products, which say when they use one; whether they are. */
    boolean settleBeforeUse(Value value);

    /** Gives an array {@code [B, H, n, d]} a place column by column, with the heads of a row side by side. */
    View settleByColumns(Value value);
}
