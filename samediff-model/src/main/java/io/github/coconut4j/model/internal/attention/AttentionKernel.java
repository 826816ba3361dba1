package io.github.coconut4j.model.internal.attention;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.loops.Exponential;
import io.github.coconut4j.model.internal.loops.LaneLoops;
import io.github.coconut4j.model.internal.loops.RowLoops;
import io.github.coconut4j.model.internal.loops.Transfer;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.LaneColumns;
import io.github.coconut4j.model.internal.steps.LaneScratch;
import io.github.coconut4j.model.internal.steps.Lanes;
import io.github.coconut4j.model.internal.steps.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * Attention of few queries to few keys for many rows and heads at once, see {@link Lanes}. A library would be called for each row and head, which costs more than
 * their arithmetic, and would compute the scores that the causal mask hides.
 *
 * <p>A key that every row hides is left out. A query without any key left gives zeros; nobody reads it, it is padding.
 */
final class AttentionKernel implements Step {
    /** Masks go below this where a key is hidden: the weight is 0 in float. */
    static final float HIDDEN = -500;

    private final Lanes queries;
    private final LaneColumns keys;
    private final LaneColumns values;
    private final List<RowMask> masks = new ArrayList<>();
    private final List<BitSet> hidden;
    private final Lanes output;
    private final Lanes kept;
    private final int lanes;
    private final int width;
    private final int heads;
    private final float scale;
    private final String name;

    private final float[][] query;
    private final float[][] mask;
    private final boolean[] seen;
    private final int[] order;
    private final float[][] weights;
    private final float[] flat;
    private final Exponential exponential;
    private final float[] number;
    private final float[][] mixed;
    private final float[][] keptColumn;

    /**
     * Binds attention to memory.
     *
     * @param place where each value lives
     */
    AttentionKernel(Attention attention, Function<Value, View> place, LaneScratch scratch) {
        this.hidden = attention.hidden();
        this.queries = new Lanes(place.apply(attention.queries()), scratch);
        boolean single = hidden.size() == 1;
        this.keys = LaneColumns.of(attention.keys(), place, single, scratch, 0);
        this.values = LaneColumns.of(attention.values(), place, single, scratch, 1);
        this.output = new Lanes(place.apply(attention.output()), scratch);
        this.lanes = attention.lanes();
        this.heads = Math.toIntExact(attention.queries().size(1));
        this.width = Math.toIntExact(attention.queries().size(3));
        this.scale = (float) attention.scale();
        int all = attention.columns();
        this.name = "attention %d to %d, %d lanes".formatted(hidden.size(), all, lanes);
        this.query = queries.column(scratch, 2, 0);
        this.mask = scratch.column(3, 0, all, lanes);
        this.seen = new boolean[all];
        this.order = new int[all];
        this.weights = scratch.column(4, 0, all, lanes);
        this.flat = scratch.array(1, all * lanes);
        this.exponential = scratch.exponential(flat.length);
        this.number = new float[lanes];
        this.mixed = output.column(scratch, 5, 0);
        this.kept = attention.weights() == null ? null : new Lanes(place.apply(attention.weights()), scratch);
        this.keptColumn = kept == null ? null : kept.column(scratch, 6, 0);
        attention.masks().forEach(value -> masks.add(new RowMask(place.apply(value), lanes / heads, all, scratch)));
    }

    @Override
    public void run() {
        readMasks();
        for (int column = 0; column < seen.length; column++) {
            if (seen[column]) {
                keys.load(column);
                values.load(column);
            }
        }
        for (int i = 0; i < hidden.size(); i++) {
            queries.load(i, query);
            int count = scores(hidden.get(i));
            if (count > 0) {
                softmax(count);
            }
            mix(count);
            output.store(i, mixed);
            if (kept != null) {
                keep(count);
                kept.store(i, keptColumn);
            }
        }
    }

    /** Sums the masks and notes which keys any row sees. */
    private void readMasks() {
        for (float[] column : mask) {
            Arrays.fill(column, 0);
        }
        masks.forEach(rows -> rows.addTo(mask, heads));
        for (int column = 0; column < seen.length; column++) {
            boolean any = false;
            for (int lane = 0; lane < lanes; lane += heads) {
                any |= mask[column][lane] > HIDDEN;
            }
            seen[column] = any;
        }
    }

    /** Scores of the keys a query sees, one after the other; tells how many they are. */
    private int scores(BitSet unseen) {
        for (float[] element : query) {
            RowLoops.multiply(element, scale, element, lanes);
        }
        int count = 0;
        for (int column = 0; column < seen.length; column++) {
            if (seen[column] && !unseen.get(column)) {
                float[] score = weights[count];
                System.arraycopy(mask[column], 0, score, 0, lanes);
                LaneLoops.addDot(query, keys.get(column, 0), score);
                order[count++] = column;
            }
        }
        return count;
    }

    /** Weights that are not yet divided by their sum, whose inverse is left in {@link #number}. */
    private void softmax(int count) {
        System.arraycopy(weights[0], 0, number, 0, lanes);
        for (int j = 1; j < count; j++) {
            LaneLoops.max(weights[j], number, lanes);
        }
        for (int j = 0; j < count; j++) {
            RowLoops.subtract(weights[j], number, weights[j], lanes);
            System.arraycopy(weights[j], 0, flat, j * lanes, lanes);
        }
        exponential.of(flat, flat, count * lanes);
        Arrays.fill(number, 0);
        for (int j = 0; j < count; j++) {
            System.arraycopy(flat, j * lanes, weights[j], 0, lanes);
            RowLoops.add(number, weights[j], number, lanes);
        }
        LaneLoops.invert(number, lanes);
    }

    private void mix(int count) {
        for (float[] element : mixed) {
            Arrays.fill(element, 0);
        }
        int j = 0;
        for (; j + 1 < count; j += 2) {
            float[][] first = values.get(order[j], 0);
            float[][] second = values.get(order[j + 1], 1);
            LaneLoops.addWeighted(weights[j], first, weights[j + 1], second, mixed);
        }
        if (j < count) {
            LaneLoops.addWeighted(weights[j], values.get(order[j], 0), mixed);
        }
        for (int element = 0; element < width && count > 0; element++) {
            RowLoops.multiply(mixed[element], number, mixed[element], lanes);
        }
    }

    /** Weights for the backward pass; those of hidden keys are zero. */
    private void keep(int count) {
        for (float[] column : keptColumn) {
            Arrays.fill(column, 0);
        }
        for (int j = 0; j < count; j++) {
            RowLoops.multiply(weights[j], number, keptColumn[order[j]], lanes);
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** A mask {@code [B or 1, 1, 1, n]}. */
    private static final class RowMask {
        private final Transfer transfer;
        private final float[] rows;
        private final int columns;

        RowMask(View view, int rows, int columns, LaneScratch scratch) {
            long[] shape = {rows, columns};
            long[] strides = {view.shape()[0] == 1 ? 0 : view.strides()[0], view.strides()[3]};
            this.rows = scratch.array(2, rows * columns);
            this.columns = columns;
            View masks = new View(view.buffer(), view.offset(), shape, strides);
            this.transfer = Transfer.of(masks, this.rows, columns, rows, scratch::offsets);
        }

        void addTo(float[][] mask, int heads) {
            int count = rows.length / columns;
            transfer.begin();
            transfer.load(0, count);
            for (int column = 0; column < columns; column++) {
                float[] lanes = mask[column];
                int at = 0;
                for (int row = 0; row < count; row++) {
                    float hides = rows[row * columns + column];
                    if (hides != 0) {
                        for (int head = 0; head < heads; head++) {
                            lanes[at + head] += hides;
                        }
                    }
                    at += heads;
                }
            }
        }
    }
}
