package io.github.coconut4j.model.internal.steps;

import io.github.coconut4j.model.internal.loops.LaneLoops;
import io.github.coconut4j.model.internal.memory.View;
import java.util.Arrays;
import java.util.List;

/**
 * Products whose left side lies as {@link Lanes} read it fastest, as attention's weights and their gradients do: columns of the right side are added up, each weighted
 * by a number for every row and head. A weight that is zero everywhere, as the causal mask leaves half of them, costs nothing.
 */
public final class WeightedColumns implements Step {
    private final Lanes weights;
    private final LaneColumns columns;
    private final Lanes out;
    private final boolean transposed;
    private final boolean adds;
    private final int sums;
    private final float[][] sum;
    private final float[][] weight;
    private final String name;

    private WeightedColumns(View a, boolean transposed, View b, boolean adds, View out, LaneScratch scratch) {
        this.sums = Math.toIntExact(out.shape()[2]);
        this.weights = new Lanes(a, scratch);
        this.columns = new LaneColumns(List.of(b), sums == 1, scratch, 0);
        this.out = new Lanes(out, scratch);
        this.transposed = transposed;
        this.adds = adds;
        this.sum = this.out.column(scratch, 1, 0);
        this.weight = new float[2][sum[0].length];
        this.name = "weighted columns %d of %d, %d lanes".formatted(sums, columns.count(), sum[0].length);
    }

    /** The step for {@code a b}, or for {@code a^T b}; null when the left side does not lie in lanes. */
    public static Step of(
            View a, boolean transposeA, View b, boolean transposeB, boolean adds, View out, LaneScratch scratch) {
        return Lanes.manyReady(a) && !transposeB ? new WeightedColumns(a, transposeA, b, adds, out, scratch) : null;
    }

    @Override
    public void run() {
        for (int k = 0; k < columns.count(); k++) {
            columns.load(k);
        }
        for (int i = 0; i < sums; i++) {
            if (adds) {
                out.load(i, sum);
            } else {
                for (float[] element : sum) {
                    Arrays.fill(element, 0);
                }
            }
            addColumns(i);
            out.store(i, sum);
        }
    }

    /** {@code sum += a[i, k] b[k]} over all k, or {@code a[k, i] b[k]}; two columns at a time. */
    private void addColumns(int i) {
        int waiting = -1;
        for (int k = 0; k < columns.count(); k++) {
            int turn = waiting < 0 ? 0 : 1;
            weights.load(transposed ? k : i, transposed ? i : k, weight[turn]);
            if (LaneLoops.isZero(weight[turn])) {
                continue;
            }
            if (waiting < 0) {
                waiting = k;
            } else {
                LaneLoops.addWeighted(weight[0], columns.get(waiting, 0), weight[1], columns.get(k, 1), sum);
                waiting = -1;
            }
        }
        if (waiting >= 0) {
            LaneLoops.addWeighted(weight[0], columns.get(waiting, 0), sum);
        }
    }

    @Override
    public String name() {
        return name;
    }
}
