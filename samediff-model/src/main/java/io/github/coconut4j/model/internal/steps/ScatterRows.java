package io.github.coconut4j.model.internal.steps;

import io.github.coconut4j.model.internal.loops.RowLoops;
import io.github.coconut4j.model.internal.memory.View;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Adds rows to a table by index: {@code table[ids[i]] += rows[i]}, the gradient of a gather. */
public final class ScatterRows implements Step {
    private final FloatBuffer rows;
    private final int[] offsets;
    private final IntBuffer ids;
    private final FloatBuffer table;
    private final boolean clears;
    private final float[] row;
    private final float[] sum;
    private final float[] zeros;

    /**
     * Binds the step.
     *
     * @param clears whether the table starts from zero
     */
    public ScatterRows(View rows, View ids, View table, boolean clears) {
        int width = Math.toIntExact(rows.shape()[1]);
        this.rows = rows.floats();
        this.offsets = rows.rowOffsets();
        this.ids = ids.ints();
        this.table = table.floats();
        this.clears = clears;
        this.row = new float[width];
        this.sum = new float[width];
        this.zeros = new float[width];
    }

    @Override
    public void run() {
        int width = row.length;
        for (int at = 0; clears && at < table.capacity(); at += width) {
            table.put(at, zeros);
        }
        for (int i = 0; i < offsets.length; i++) {
            int at = ids.get(i) * width;
            rows.get(offsets[i], row);
            table.get(at, sum);
            RowLoops.add(sum, row, sum, width);
            table.put(at, sum);
        }
    }

    @Override
    public String name() {
        return "scatter";
    }
}
