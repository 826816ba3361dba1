package io.github.coconut4j.model.internal.steps;

import io.github.coconut4j.model.internal.memory.View;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Many small matrix products, one for each row and attention head. A call into a BLAS costs about a microsecond, which is more than all the arithmetic when a single
 * query asks; here each product is a few loops over arrays in the first-level cache.
 */
public final class SmallProducts implements Step {
    /** Products of at most this many multiplications are done here, larger ones by libnd4j. */
    private static final long LARGEST = 4096;

    private final Matrices a;
    private final Matrices b;
    private final Matrices out;
    private final boolean transposeA;
    private final boolean transposeB;
    private final boolean adds;
    private final int rows;
    private final int columns;
    private final int inner;

    private SmallProducts(
            View a, boolean transposeA, View b, boolean transposeB, boolean adds, View out, LaneScratch scratch) {
        this.a = new Matrices(a, scratch, 0);
        this.b = new Matrices(b, scratch, 1);
        this.out = new Matrices(out, scratch, 2);
        this.transposeA = transposeA;
        this.transposeB = transposeB;
        this.adds = adds;
        this.rows = this.out.rows;
        this.columns = this.out.columns;
        this.inner = transposeA ? this.a.rows : this.a.columns;
    }

    /** The step, or null when libnd4j does it better. */
    public static Step of(
            View a, boolean transposeA, View b, boolean transposeB, boolean adds, View out, LaneScratch scratch) {
        int rank = out.shape().length;
        if (rank >= 3 && !b.contiguousRows() && b.transpose().contiguousRows()) {
            return of(a, transposeA, b.transpose(), !transposeB, adds, out, scratch);
        }
        if (rank < 3
                || (transposeA && transposeB)
                || !a.contiguousRows()
                || !b.contiguousRows()
                || !out.contiguousRows()) {
            return null;
        }
        long rows = out.shape()[rank - 2];
        long inner = a.shape()[transposeA ? rank - 2 : rank - 1];
        long size = rows * out.shape()[rank - 1] * inner;
        return rows == 1 || inner == 1 || size <= LARGEST
                ? new SmallProducts(a, transposeA, b, transposeB, adds, out, scratch)
                : null;
    }

    @Override
    public void run() {
        for (int i = 0; i < out.count(); i++) {
            a.load(i);
            b.load(i);
            if (adds) {
                out.load(i);
            } else {
                out.clear();
            }
            if (transposeB) {
                rowsByRows();
            } else if (transposeA) {
                columnsByRows();
            } else {
                rowsByColumns();
            }
            out.store(i);
        }
    }

    /** {@code out[i, j] += a[i, :] . b[j, :]}. */
    private void rowsByRows() {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                out.data[i * columns + j] += dot(a.data, i * inner, b.data, j * inner, inner);
            }
        }
    }

    /** {@code out[i, :] += sum over k of a[i, k] b[k, :]}. */
    private void rowsByColumns() {
        for (int i = 0; i < rows; i++) {
            combine(a.data, i * inner, 1, i * columns);
        }
    }

    /** {@code out[i, :] += sum over k of a[k, i] b[k, :]}. */
    private void columnsByRows() {
        for (int i = 0; i < rows; i++) {
            combine(a.data, i, rows, i * columns);
        }
    }

    /** Adds the rows of b, weighted by elements of a that lie {@code stride} apart, to a row of out; four at a time. */
    private void combine(float[] weights, int from, int stride, int to) {
        int k = 0;
        for (; k + 3 < inner; k += 4) {
            int at = from + k * stride;
            addFour(
                    weights[at],
                    weights[at + stride],
                    weights[at + 2 * stride],
                    weights[at + 3 * stride],
                    b.data,
                    k * columns,
                    out.data,
                    to,
                    columns);
        }
        for (; k < inner; k++) {
            addOne(weights[from + k * stride], b.data, k * columns, out.data, to, columns);
        }
    }

    private static void addFour(float w0, float w1, float w2, float w3, float[] b, int at, float[] out, int to, int n) {
        int at1 = at + n;
        int at2 = at1 + n;
        int at3 = at2 + n;
        for (int j = 0; j < n; j++) {
            out[to + j] += (w0 * b[at + j] + w1 * b[at1 + j]) + (w2 * b[at2 + j] + w3 * b[at3 + j]);
        }
    }

    private static void addOne(float w, float[] b, int at, float[] out, int to, int n) {
        for (int j = 0; j < n; j++) {
            out[to + j] += w * b[at + j];
        }
    }

    private static float dot(float[] a, int atA, float[] b, int atB, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[atA + i] * b[atB + i];
            s1 += a[atA + i + 1] * b[atB + i + 1];
            s2 += a[atA + i + 2] * b[atB + i + 2];
            s3 += a[atA + i + 3] * b[atB + i + 3];
        }
        for (; i < n; i++) {
            s0 += a[atA + i] * b[atB + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public String name() {
        return "small products";
    }

    /** A batch of matrices in memory, and one of them in an array. */
    private static final class Matrices {
        private final FloatBuffer memory;
        private final int[] offsets;
        private final int rows;
        private final int columns;
        private final int rowStride;
        private final float[] data;

        Matrices(View view, LaneScratch scratch, int number) {
            int rank = view.shape().length;
            this.memory = view.floats();
            this.rows = Math.toIntExact(view.shape()[rank - 2]);
            this.columns = Math.toIntExact(view.shape()[rank - 1]);
            this.rowStride = Math.toIntExact(rows == 1 ? columns : view.strides()[rank - 2]);
            this.offsets = scratch.offsets(firstRows(view));
            this.data = scratch.array(number, rows * columns);
        }

        /** The first row of each matrix. */
        private static View firstRows(View view) {
            return new View(view.buffer(), view.offset(), withoutRows(view.shape()), withoutRows(view.strides()));
        }

        private static long[] withoutRows(long[] axes) {
            int rows = axes.length - 2;
            return IntStream.range(0, axes.length)
                    .filter(axis -> axis != rows)
                    .mapToLong(axis -> axes[axis])
                    .toArray();
        }

        int count() {
            return offsets.length;
        }

        void load(int matrix) {
            if (rowStride == columns) {
                memory.get(offsets[matrix], data);
                return;
            }
            for (int row = 0; row < rows; row++) {
                memory.get(offsets[matrix] + row * rowStride, data, row * columns, columns);
            }
        }

        void clear() {
            Arrays.fill(data, 0);
        }

        void store(int matrix) {
            if (rowStride == columns) {
                memory.put(offsets[matrix], data);
                return;
            }
            for (int row = 0; row < rows; row++) {
                memory.put(offsets[matrix] + row * rowStride, data, row * columns, columns);
            }
        }
    }
}
