package io.github.coconut4j.model.internal.loops;

/**
 * Loops along {@code Lanes}. What the JIT compiler turns into vector instructions (measured, Java 17): all arrays indexed alike, for with offsets of their own it could
 * not tell that they do not overlap; two products at a time, for a loop with four is too long to be unrolled; and fma, for sums of products are sometimes left scalar.
 */
public final class LaneLoops {
    private LaneLoops() {}

    public static void addProduct(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(a[i], b[i], out[i]);
        }
    }

    public static void addProducts(float[] a, float[] b, float[] c, float[] d, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(a[i], b[i], Math.fma(c[i], d[i], out[i]));
        }
    }

    /** Adds the products of two columns: {@code out += sum over e of a[e] b[e]}. */
    public static void addDot(float[][] a, float[][] b, float[] out) {
        int e = 0;
        for (; e + 1 < a.length; e += 2) {
            addProducts(a[e], b[e], a[e + 1], b[e + 1], out, out.length);
        }
        if (e < a.length) {
            addProduct(a[e], b[e], out, out.length);
        }
    }

    /** Adds a column times a number for each lane: {@code out[e] += weight column[e]}. */
    public static void addWeighted(float[] weight, float[][] column, float[][] out) {
        for (int e = 0; e < out.length; e++) {
            addProduct(weight, column[e], out[e], weight.length);
        }
    }

    /** Adds two columns, each times a number for each lane. */
    public static void addWeighted(
            float[] weight, float[][] column, float[] otherWeight, float[][] otherColumn, float[][] out) {
        for (int e = 0; e < out.length; e++) {
            addProducts(weight, column[e], otherWeight, otherColumn[e], out[e], weight.length);
        }
    }

    public static void max(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(out[i], a[i]);
        }
    }

    public static void invert(float[] a, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = 1 / a[i];
        }
    }

    /** {@code out = (a - b) c factor}. */
    public static void scaledDifference(float[] a, float[] b, float[] c, float factor, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (a[i] - b[i]) * c[i] * factor;
        }
    }

    public static boolean isZero(float[] a) {
        for (float number : a) {
            if (number != 0) {
                return false;
            }
        }
        return true;
    }
}
