package io.github.coconut4j.model.internal.steps;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Keys or values {@code [B, H, n_i, d]} in pieces side by side, column by column. Columns that are read again and again are read from memory once a run; those that
 * have one turn are read then and stay in the first-level cache.
 */
public final class LaneColumns {
    private final List<Column> columns = new ArrayList<>();
    private final float[][][] turns;

    /** A column in memory and where it is read to; null when it is read in its turn. */
    private record Column(Lanes memory, int number, float[][] elements) {}

    /**
     * Columns in the order of the pieces.
     *
     * @param inTurn whether every column is read at most once a run
     * @param set tells apart the columns of one step, 0 or 1
     */
    public LaneColumns(List<View> pieces, boolean inTurn, LaneScratch scratch, int set) {
        for (View piece : pieces) {
            Lanes memory = new Lanes(piece, scratch);
            for (int i = 0; i < piece.shape()[2]; i++) {
                columns.add(new Column(memory, i, inTurn ? null : memory.column(scratch, set, columns.size())));
            }
        }
        Lanes any = columns.get(0).memory();
        this.turns =
                inTurn ? new float[][][] {any.column(scratch, set, 0), any.column(scratch, set, 1)} : new float[0][][];
    }

    public static LaneColumns of(
            List<Value> pieces, Function<Value, View> place, boolean inTurn, LaneScratch scratch, int set) {
        return new LaneColumns(pieces.stream().map(place).toList(), inTurn, scratch, set);
    }

    public int count() {
        return columns.size();
    }

    /** Reads a column whose elements are wanted several times in this run. */
    public void load(int column) {
        Column c = columns.get(column);
        if (c.elements() != null) {
            c.memory().load(c.number(), c.elements());
        }
    }

    /** The elements of a column, good until the next column of the same turn (0 or 1) is asked for. */
    public float[][] get(int column, int turn) {
        Column c = columns.get(column);
        if (c.elements() != null) {
            return c.elements();
        }
        c.memory().load(c.number(), turns[turn]);
        return turns[turn];
    }
}
