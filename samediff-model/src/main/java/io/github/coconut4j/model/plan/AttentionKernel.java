package io.github.coconut4j.model.plan;

import io.github.coconut4j.model.graph.Value;
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
    private final List<Column> keys;
    private final List<Column> values;
    private final List<RowMask> masks = new ArrayList<>();
    private final List<BitSet> hidden;
    private final Lanes output;
    private final int lanes;
    private final int width;
    private final int heads;
    private final float scale;
    private final String name;

    private final float[][] query;
    private final float[][][] turns;
    private final float[][] mask;
    private final boolean[] seen;
    private final int[] order;
    private final float[][] weights;
    private final float[] flat;
    private final Exponential exponential;
    private final float[] number;
    private final float[][] mixed;

    /**
     * Binds attention to memory.
     *
     * @param place where each value lives
     */
    AttentionKernel(Attention attention, Function<Value, View> place) {
        this.hidden = attention.hidden();
        this.queries = new Lanes(place.apply(attention.queries()));
        this.keys = columns(attention.keys(), place);
        this.values = columns(attention.values(), place);
        this.output = new Lanes(place.apply(attention.output()));
        this.lanes = attention.lanes();
        this.heads = Math.toIntExact(attention.queries().size(1));
        this.width = Math.toIntExact(attention.queries().size(3));
        this.scale = (float) attention.scale();
        int all = attention.columns();
        this.name = "attention %d to %d, %d lanes".formatted(hidden.size(), all, lanes);
        this.query = queries.column();
        this.turns = new float[][][] {queries.column(), queries.column()};
        this.mask = new float[all][lanes];
        this.seen = new boolean[all];
        this.order = new int[all];
        this.weights = new float[all][lanes];
        this.flat = new float[all * lanes];
        this.exponential = new Exponential(flat.length);
        this.number = new float[lanes];
        this.mixed = output.column();
        attention.masks().forEach(value -> masks.add(new RowMask(place.apply(value), lanes / heads, all)));
    }

    @Override
    public void run() {
        readMasks();
        if (!single()) {
            for (int column = 0; column < seen.length; column++) {
                if (seen[column]) {
                    keys.get(column).load();
                    values.get(column).load();
                }
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
        }
    }

    /** Whether one query asks: columns are then read one by one, when it is their turn, and stay in the first-level cache. */
    private boolean single() {
        return hidden.size() == 1;
    }

    private List<Column> columns(List<Value> pieces, Function<Value, View> place) {
        List<Column> columns = new ArrayList<>();
        for (Value piece : pieces) {
            Lanes memory = new Lanes(place.apply(piece));
            for (int i = 0; i < piece.size(2); i++) {
                columns.add(new Column(memory, i, single() ? null : memory.column()));
            }
        }
        return columns;
    }

    /** A column in memory and where it is read to; null for a single query. */
    private record Column(Lanes memory, int number, float[][] elements) {
        void load() {
            memory.load(number, elements);
        }
    }

    /** A column of keys or values; of a single query, in one of two arrays. */
    private float[][] read(Column column, int turn) {
        if (single()) {
            column.memory().load(column.number(), turns[turn]);
            return turns[turn];
        }
        return column.elements();
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
                addProducts(query, read(keys.get(column), 0), score, width);
                order[count++] = column;
            }
        }
        return count;
    }

    /** Weights that are not yet divided by their sum, whose inverse is left in {@link #number}. */
    private void softmax(int count) {
        System.arraycopy(weights[0], 0, number, 0, lanes);
        for (int j = 1; j < count; j++) {
            max(weights[j], number, lanes);
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
        invert(number, lanes);
    }

    private void mix(int count) {
        for (float[] element : mixed) {
            Arrays.fill(element, 0);
        }
        int j = 0;
        for (; j + 1 < count; j += 2) {
            float[][] first = read(values.get(order[j]), 0);
            float[][] second = read(values.get(order[j + 1]), 1);
            for (int element = 0; element < width; element++) {
                addTwo(weights[j], first[element], weights[j + 1], second[element], mixed[element], lanes);
            }
        }
        if (j < count) {
            float[][] last = read(values.get(order[j]), 0);
            for (int element = 0; element < width; element++) {
                addOne(weights[j], last[element], mixed[element], lanes);
            }
        }
        for (int element = 0; element < width && count > 0; element++) {
            RowLoops.multiply(mixed[element], number, mixed[element], lanes);
        }
    }

    @Override
    public String name() {
        return name;
    }

    private static void addProducts(float[][] a, float[][] b, float[] out, int count) {
        int i = 0;
        for (; i + 1 < count; i += 2) {
            addTwo(a[i], b[i], a[i + 1], b[i + 1], out, out.length);
        }
        if (i < count) {
            addOne(a[i], b[i], out, out.length);
        }
    }

    // What the JIT compiler turns into vector instructions (measured, Java 17): all arrays indexed alike, for with
    // offsets of their own it could not tell that they do
    // not overlap; two products at a time, for a loop with four is too long to be unrolled; and fma, for sums of
    // products are sometimes left scalar.

    private static void addOne(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(a[i], b[i], out[i]);
        }
    }

    private static void addTwo(float[] a, float[] b, float[] c, float[] d, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(a[i], b[i], Math.fma(c[i], d[i], out[i]));
        }
    }

    private static void max(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(out[i], a[i]);
        }
    }

    private static void invert(float[] a, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = 1 / a[i];
        }
    }

    /** A mask {@code [B or 1, 1, 1, n]}. */
    private static final class RowMask {
        private final Transfer transfer;
        private final float[] rows;
        private final int columns;

        RowMask(View view, int rows, int columns) {
            long[] shape = {rows, columns};
            long[] strides = {view.shape()[0] == 1 ? 0 : view.strides()[0], view.strides()[3]};
            this.rows = new float[rows * columns];
            this.columns = columns;
            this.transfer =
                    Transfer.of(new View(view.buffer(), view.offset(), shape, strides), this.rows, columns, rows);
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
