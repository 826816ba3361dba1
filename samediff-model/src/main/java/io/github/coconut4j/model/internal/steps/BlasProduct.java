package io.github.coconut4j.model.internal.steps;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import io.github.coconut4j.model.internal.memory.View;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A small matrix product by one call into OpenBLAS. What libnd4j does around a product takes 6 microseconds, which is as long as a product of half a million
 * multiplications; OpenBLAS has kernels of its own for these and runs them at full speed.
 */
public final class BlasProduct implements Step {
    /** OpenBLAS packs its operands above this many multiplications; libnd4j (oneDNN) is then as fast or faster. */
    private static final long LARGEST = 600_000;

    private final Matrix a;
    private final Matrix b;
    private final Matrix out;
    private final int rows;
    private final int columns;
    private final int inner;
    private final float beta;
    private final String name;

    private BlasProduct(Matrix a, Matrix b, Matrix out, int inner, boolean adds, String name) {
        this.a = a;
        this.b = b;
        this.out = out;
        this.rows = out.rows();
        this.columns = out.columns();
        this.inner = inner;
        this.beta = adds ? 1 : 0;
        this.name = name;
    }

    /** The step, or null when libnd4j does it better. */
    public static Step of(View a, boolean transposeA, View b, boolean transposeB, boolean adds, View out) {
        if (out.shape().length != 2) {
            return null;
        }
        long inner = a.shape()[transposeA ? 0 : 1];
        if (out.length() * inner > LARGEST) {
            return null;
        }
        Matrix left = Matrix.of(a, transposeA);
        Matrix right = Matrix.of(b, transposeB);
        Matrix result = Matrix.of(out, false);
        if (left == null || right == null || result == null || result.turned()) {
            return null;
        }
        String name = "product %dx%d %dx%d".formatted(out.shape()[0], inner, inner, out.shape()[1]);
        return new BlasProduct(left, right, result, Math.toIntExact(inner), adds, name);
    }

    @Override
    public void run() {
        cblas_sgemm(
                CblasRowMajor,
                a.turned ? CblasTrans : CblasNoTrans,
                b.turned ? CblasTrans : CblasNoTrans,
                rows,
                columns,
                inner,
                1,
                a.memory,
                a.stride,
                b.memory,
                b.stride,
                beta,
                out.memory,
                out.stride);
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * A window as BLAS wants it.
     *
     * @param stride elements from one line to the next
     * @param turned whether its lines are columns
     */
    private record Matrix(FloatPointer memory, int rows, int columns, int stride, boolean turned) {
        /** The matrix, or null when its elements lie apart both ways. */
        static Matrix of(View view, boolean transposed) {
            View lines = view.contiguousRows() ? view : view.transpose();
            if (!lines.contiguousRows()) {
                return null;
            }
            long width = lines.shape()[1];
            long stride = lines.shape()[0] == 1 ? width : lines.strides()[0];
            boolean turned = transposed ^ !view.contiguousRows();
            return stride < width
                    ? null // one line for all rows
                    : new Matrix(
                            lines.pointer(),
                            Math.toIntExact(view.shape()[0]),
                            Math.toIntExact(view.shape()[1]),
                            Math.toIntExact(stride),
                            turned);
        }
    }
}
