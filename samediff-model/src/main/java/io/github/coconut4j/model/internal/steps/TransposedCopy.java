package io.github.coconut4j.model.internal.steps;

import io.github.coconut4j.model.internal.memory.View;
import java.nio.FloatBuffer;

/** Copies matrices that lie row by row in one window and column by column in the other. */
public final class TransposedCopy implements Step {
    private final FloatBuffer from;
    private final FloatBuffer to;
    private final int[] fromOffsets;
    private final int[] toOffsets;
    private final int rows;
    private final int columns;
    private final float[] read;
    private final float[] turned;

    public TransposedCopy(View from, View to, LaneScratch scratch) {
        View source = from.transpose();
        int rank = to.shape().length;
        this.from = source.floats();
        this.to = to.floats();
        this.fromOffsets = scratch.offsets(source);
        this.toOffsets = scratch.offsets(to);
        this.rows = Math.toIntExact(to.shape()[rank - 2]);
        this.columns = Math.toIntExact(to.shape()[rank - 1]);
        this.read = scratch.array(0, rows * columns);
        this.turned = scratch.array(1, rows * columns);
    }

    public static boolean possible(View from, View to) {
        return to.shape().length >= 2 && to.contiguousRows() && from.transpose().contiguousRows();
    }

    @Override
    public void run() {
        for (int matrix = 0; matrix * rows < toOffsets.length; matrix++) {
            for (int column = 0; column < columns; column++) {
                from.get(fromOffsets[matrix * columns + column], read, column * rows, rows);
            }
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    turned[row * columns + column] = read[column * rows + row];
                }
            }
            for (int row = 0; row < rows; row++) {
                to.put(toOffsets[matrix * rows + row], turned, row * columns, columns);
            }
        }
    }

    @Override
    public String name() {
        return "transpose";
    }
}
