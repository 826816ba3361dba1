package io.github.coconut4j.model.internal.loops;

import io.github.coconut4j.model.internal.memory.View;
import java.nio.FloatBuffer;
import java.util.function.Function;

/** Moves rows between off-heap memory and the array of a register. */
public interface Transfer {
    /** Called once before the first block. */
    default void begin() {}

    /** Reads rows {@code row .. row + rows} into the start of the register. */
    void load(int row, int rows);

    /** Writes the start of the register to rows {@code row .. row + rows}. */
    void store(int row, int rows);

    /**
     * The fastest way for a view of rows of {@code width} elements.
     *
     * @param blockRows most rows moved at a time
     * @param tables where the rows of a view lie, see {@link View#rowOffsets}
     */
    static Transfer of(View view, float[] register, int width, int blockRows, Function<View, int[]> tables) {
        FloatBuffer memory = view.floats();
        if (view.contiguous()) {
            return new Contiguous(memory, register, width);
        }
        int[] offsets = tables.apply(view);
        boolean same = true;
        for (int offset : offsets) {
            same &= offset == 0;
        }
        return same ? new Repeated(memory, register, width, blockRows) : new Rows(memory, register, width, offsets);
    }

    /** Rows that lie one behind the other. */
    record Contiguous(FloatBuffer memory, float[] register, int width) implements Transfer {
        @Override
        public void load(int row, int rows) {
            memory.get(row * width, register, 0, rows * width);
        }

        @Override
        public void store(int row, int rows) {
            memory.put(row * width, register, 0, rows * width);
        }
    }

    /** Rows that lie apart, or that several rows share. */
    record Rows(FloatBuffer memory, float[] register, int width, int[] offsets) implements Transfer {
        @Override
        public void load(int row, int rows) {
            for (int i = 0; i < rows; i++) {
                memory.get(offsets[row + i], register, i * width, width);
            }
        }

        @Override
        public void store(int row, int rows) {
            for (int i = 0; i < rows; i++) {
                memory.put(offsets[row + i], register, i * width, width);
            }
        }
    }

    /** One row that all rows share: laid out once for a whole block. */
    record Repeated(FloatBuffer memory, float[] register, int width, int blockRows) implements Transfer {
        @Override
        public void begin() {
            for (int i = 0; i < blockRows; i++) {
                memory.get(0, register, i * width, width);
            }
        }

        @Override
        public void load(int row, int rows) {
            // already there
        }

        @Override
        public void store(int row, int rows) {
            throw new IllegalStateException("a shared row is only read");
        }
    }
}
