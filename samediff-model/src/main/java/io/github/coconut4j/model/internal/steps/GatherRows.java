package io.github.coconut4j.model.internal.steps;

import io.github.coconut4j.model.internal.memory.View;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Copies rows of a table by index: {@code out[i] = table[ids[i]]}. */
public final class GatherRows implements Step {
    private final FloatBuffer table;
    private final IntBuffer ids;
    private final FloatBuffer out;
    private final int[] outOffsets;
    private final int stride;
    private final int width;

    public GatherRows(View table, View ids, View out) {
        this.table = table.floats();
        this.ids = ids.ints();
        this.out = out.floats();
        this.outOffsets = out.rowOffsets();
        this.stride = Math.toIntExact(table.strides()[0]);
        this.width = Math.toIntExact(out.shape()[1]);
    }

    @Override
    public void run() {
        for (int i = 0; i < outOffsets.length; i++) {
            out.put(outOffsets[i], table, ids.get(i) * stride, width);
        }
    }

    @Override
    public String name() {
        return "gather";
    }
}
