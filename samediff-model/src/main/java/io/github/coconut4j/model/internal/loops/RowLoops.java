package io.github.coconut4j.model.internal.loops;

/**
 * Element-wise loops over blocks that fit a core's first-level cache. Each is one simple loop over arrays, because that is what the JIT compiler turns into vector
 * instructions. Blocks are row-major: element (r, i) of a block of rows of width w stands at {@code r * w + i}.
 */
public final class RowLoops {
    private RowLoops() {}

    public static void add(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] + b[i];
        }
    }

    public static void subtract(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] - b[i];
        }
    }

    public static void multiply(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * b[i];
        }
    }

    public static void divide(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] / b[i];
        }
    }

    public static void add(float[] a, float b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] + b;
        }
    }

    public static void multiply(float[] a, float b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * b;
        }
    }

    /** Each row times its own number. */
    public static void multiplyRows(float[] a, float[] byRow, float[] out, int rows, int width) {
        for (int row = 0; row < rows; row++) {
            float factor = byRow[row];
            int end = (row + 1) * width;
            for (int i = row * width; i < end; i++) {
                out[i] = a[i] * factor;
            }
        }
    }

    /** Each row plus {@code sign} times its own number. */
    public static void addRows(float[] a, float[] byRow, float sign, float[] out, int rows, int width) {
        for (int row = 0; row < rows; row++) {
            float term = sign * byRow[row];
            int end = (row + 1) * width;
            for (int i = row * width; i < end; i++) {
                out[i] = a[i] + term;
            }
        }
    }

    /** Repeats one number per row along the row. */
    public static void stretch(float[] byRow, float[] out, int rows, int width) {
        for (int row = 0; row < rows; row++) {
            float value = byRow[row];
            int end = (row + 1) * width;
            for (int i = row * width; i < end; i++) {
                out[i] = value;
            }
        }
    }

    /** Sum of each row, in eight running sums. */
    public static void sum(float[] a, float scale, float[] out, int rows, int width) {
        for (int row = 0; row < rows; row++) {
            out[row] = scale * sum(a, row * width, width);
        }
    }

    private static float sum(float[] a, int from, int count) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int i = from;
        for (int end = from + count - 7; i < end; i += 8) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
            s4 += a[i + 4];
            s5 += a[i + 5];
            s6 += a[i + 6];
            s7 += a[i + 7];
        }
        for (int end = from + count; i < end; i++) {
            s0 += a[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /** Largest number of each row. */
    public static void max(float[] a, float[] out, int rows, int width) {
        for (int row = 0; row < rows; row++) {
            float largest = a[row * width];
            int end = (row + 1) * width;
            for (int i = row * width + 1; i < end; i++) {
                if (a[i] > largest) { // seldom taken: cheaper than Math.max, which also orders zeros and NaN
                    largest = a[i];
                }
            }
            out[row] = largest;
        }
    }

    /**
     * Adds the sum over the rows of a block to {@code out [width]}. The lower half of the rows is added to the upper one until a single row is left: long loops over arrays
     * indexed alike, and rounding that grows with the logarithm of the rows.
     *
     * @param block of the size of a, overwritten
     * @param lower of the size of a, overwritten
     */
    public static void addColumnSums(float[] a, float[] block, float[] lower, float[] out, int rows, int width) {
        System.arraycopy(a, 0, block, 0, rows * width);
        int left = rows;
        while (left > 1) {
            int added = left / 2;
            left -= added;
            System.arraycopy(block, left * width, lower, 0, added * width);
            add(block, lower, block, added * width);
        }
        add(out, block, out, width);
    }

    /** The greater of each element and a number. */
    public static void max(float[] a, float b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(a[i], b);
        }
    }

    /** 1 where an element is greater than a number, else 0. */
    public static void above(float[] a, float b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] > b ? 1 : 0;
        }
    }

    /** x to a fixed power; -1/2 and -3/2 are what norms and their gradients ask for, 1/2 and -1 what they may be written with. */
    public static void power(float[] a, double power, float[] out, int n) {
        if (power == -0.5) {
            for (int i = 0; i < n; i++) {
                out[i] = (float) (1 / Math.sqrt(a[i]));
            }
        } else if (power == -1.5) {
            for (int i = 0; i < n; i++) {
                out[i] = (float) (1 / (a[i] * Math.sqrt(a[i])));
            }
        } else if (power == 0.5) {
            for (int i = 0; i < n; i++) {
                out[i] = (float) Math.sqrt(a[i]);
            }
        } else if (power == -1) {
            for (int i = 0; i < n; i++) {
                out[i] = 1 / a[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                out[i] = (float) Math.pow(a[i], power);
            }
        }
    }

    /** Where the hyperbolic tangent rounds to 1 in float. */
    private static final float TANH_END = 7.905311f;

    /** Hyperbolic tangent as the ratio of two polynomials in x (degrees 13 and 6, minimax on the clamped range). Relative error below 4e-7. */
    public static void tanh(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float x = Math.max(-TANH_END, Math.min(TANH_END, a[i]));
            float q = x * x;
            float p = Math.fma(q, -2.7607684e-16f, 2.000188e-13f);
            p = Math.fma(q, p, -8.604672e-11f);
            p = Math.fma(q, p, 5.1222973e-8f);
            p = Math.fma(q, p, 1.48572235e-5f);
            p = Math.fma(q, p, 0.00063726195f);
            p = Math.fma(q, p, 0.0048935246f);
            float d = Math.fma(q, 1.1982584e-6f, 0.00011853471f);
            d = Math.fma(q, d, 0.0022684347f);
            d = Math.fma(q, d, 0.004893525f);
            out[i] = x * p / d;
        }
    }

    public static void sigmoid(float[] a, float[] out, Exponential exponential, int n) {
        multiply(a, -1, out, n);
        exponential.of(out, out, n);
        for (int i = 0; i < n; i++) {
            out[i] = 1 / (1 + out[i]);
        }
    }
}
