package io.github.coconut4j.model.plan;

import java.util.Arrays;
import java.util.List;

/**
 * Products whose left side lies as {@link Lanes} read it fastest, as attention's weights and their gradients do: columns of the right side are added up, each weighted
 * by a number for every row and head. A weight that is zero everywhere, as the causal mask leaves half of them, costs nothing.
 */
final class WeightedColumns implements Step {
    private final Lanes weights;
    private final LaneColumns columns;
    private final Lanes out;
    private final boolean transposed;
    private final boolean adds;
    private final float[][][] sums;
    private final float[][] weight;
    private final float[][] otherWeight;
    private final int inner;
    private final String name;

    private WeightedColumns(View a, boolean transposed, View b, boolean adds, View out) {
        this.weights = new Lanes(a);
        this.columns = new LaneColumns(List.of(b), transposed || a.shape()[2] == 1);
        this.out = new Lanes(out);
        this.transposed = transposed;
        this.adds = adds;
        this.sums = new float[Math.toIntExact(out.shape()[2])][][];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = transposed || i == 0 ? this.out.column() : sums[0];
        }
        this.weight = weights.column();
        this.otherWeight = weights.column();
        this.inner = columns.count();
        this.name = "weighted columns %d of %d, %d lanes".formatted(sums.length, inner, a.shape()[0] * a.shape()[1]);
    }

    /** The step for {@code a b}, or for {@code a^T b}; null when the left side does not lie in lanes. */
    static Step of(View a, boolean transposeA, View b, boolean transposeB, boolean adds, View out) {
        return Lanes.manyReady(a) && !transposeB ? new WeightedColumns(a, transposeA, b, adds, out) : null;
    }

    @Override
    public void run() {
        if (transposed) {
            columnAfterColumn();
        } else {
            sumAfterSum();
        }
    }

    /** {@code out[i] = sum over k of a[i, k] b[k]}. */
    private void sumAfterSum() {
        for (int k = 0; k < inner; k++) {
            columns.load(k);
        }
        for (int i = 0; i < sums.length; i++) {
            begin(i);
            weights.load(i, weight);
            int k = -1;
            for (int next = 0; next < inner; next++) {
                if (LaneLoops.isZero(weight[next])) {
                    continue;
                }
                if (k < 0) {
                    k = next;
                } else {
                    LaneLoops.addWeighted(weight[k], columns.get(k, 0), weight[next], columns.get(next, 1), sums[i]);
                    k = -1;
                }
            }
            if (k >= 0) {
                LaneLoops.addWeighted(weight[k], columns.get(k, 0), sums[i]);
            }
            out.store(i, sums[i]);
        }
    }

    /** {@code out[i] = sum over k of a[k, i] b[k]}, two columns of b at a time. */
    private void columnAfterColumn() {
        for (int i = 0; i < sums.length; i++) {
            begin(i);
        }
        for (int k = 0; k < inner; k += 2) {
            boolean pair = k + 1 < inner;
            float[][] column = columns.get(k, 0);
            weights.load(k, weight);
            float[][] otherColumn = pair ? columns.get(k + 1, 1) : null;
            if (pair) {
                weights.load(k + 1, otherWeight);
            }
            for (int i = 0; i < sums.length; i++) {
                boolean other = pair && !LaneLoops.isZero(otherWeight[i]);
                if (!LaneLoops.isZero(weight[i])) {
                    if (other) {
                        LaneLoops.addWeighted(weight[i], column, otherWeight[i], otherColumn, sums[i]);
                    } else {
                        LaneLoops.addWeighted(weight[i], column, sums[i]);
                    }
                } else if (other) {
                    LaneLoops.addWeighted(otherWeight[i], otherColumn, sums[i]);
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            out.store(i, sums[i]);
        }
    }

    private void begin(int i) {
        if (adds) {
            out.load(i, sums[i]);
        } else {
            for (float[] element : sums[i]) {
                Arrays.fill(element, 0);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }
}
