package io.github.coconut4j.model.internal.steps;

import io.github.coconut4j.model.internal.loops.Exponential;
import io.github.coconut4j.model.internal.loops.RowLoops;
import io.github.coconut4j.model.internal.memory.View;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Cross-entropy of each row of logits against its target, or the gradient of it: softmax minus one-hot. */
public final class CrossEntropyRows implements Step {
    private final FloatBuffer logits;
    private final int[] offsets;
    private final IntBuffer targets;
    private final FloatBuffer out;
    private final boolean gradient;
    private final float[] row;
    private final float[] weights;
    private final Exponential exponential;
    private final float[] number = new float[1];

    /**
     * Binds the step.
     *
     * @param out {@code [M]} for the losses, {@code [M, V]} for the gradient; contiguous
     */
    public CrossEntropyRows(View targets, View logits, View out, boolean gradient) {
        int vocabulary = Math.toIntExact(logits.shape()[1]);
        this.logits = logits.floats();
        this.offsets = logits.rowOffsets();
        this.targets = targets.ints();
        this.out = out.floats();
        this.gradient = gradient;
        this.row = new float[vocabulary];
        this.weights = new float[vocabulary];
        this.exponential = new Exponential(vocabulary);
    }

    @Override
    public void run() {
        int vocabulary = row.length;
        for (int i = 0; i < offsets.length; i++) {
            logits.get(offsets[i], row);
            RowLoops.max(row, number, 1, vocabulary);
            float largest = number[0];
            RowLoops.add(row, -largest, row, vocabulary);
            exponential.of(row, weights, vocabulary);
            RowLoops.sum(weights, 1, number, 1, vocabulary);
            int target = targets.get(i);
            if (gradient) {
                RowLoops.multiply(weights, 1 / number[0], weights, vocabulary);
                weights[target] -= 1;
                out.put(i * vocabulary, weights);
            } else {
                out.put(i, (float) Math.log(number[0]) - row[target]);
            }
        }
    }

    @Override
    public String name() {
        return gradient ? "cross_entropy_gradient" : "cross_entropy";
    }
}
