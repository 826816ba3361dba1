package io.github.coconut4j.model.internal.steps;

import io.github.coconut4j.model.internal.memory.Buffer;
import io.github.coconut4j.model.internal.memory.View;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * An array {@code [B, H, n, d]} read column by column as {@code [d, B * H]}: what rows and heads do alike then runs along memory, in loops long enough for
 * vector instructions, where the d elements of one head would make loops of 16 or 64.
 */
public final class Lanes {
    /** Rows times heads from which loops along them are long enough. */
    public static final int FEWEST = 32;

    private final FloatBuffer memory;
    private final int columnStride;
    private final int elementStride;
    private final int width;
    private final int[] starts;
    private final boolean ready;
    private final float[] span;

    /**
     * The columns of an array of four axes.
     *
     * @param shared arrays to read and write columns through
     */
    public Lanes(View view, LaneScratch shared) {
        long[] shape = view.shape();
        long[] strides = view.strides();
        this.memory = view.floats();
        this.columnStride = Math.toIntExact(strides[2]);
        this.elementStride = Math.toIntExact(strides[3]);
        this.width = Math.toIntExact(shape[3]);
        this.starts = shared.offsets(starts(view));
        this.ready = ready(view);
        this.span = ready ? new float[0] : shared.array(0, starts[starts.length - 1] + (width - 1) * elementStride + 1);
    }

    /** The first element of each row and head. */
    private static View starts(View view) {
        long[] shape = view.shape();
        long[] strides = view.strides();
        return new View(
                view.buffer(), view.offset(), new long[] {shape[0], shape[1], 1}, new long[] {strides[0], strides[1], 1
                });
    }

    /** Whether an array already lies in memory as {@code [n, d, B, H]}, each column in one piece. */
    public static boolean ready(View view) {
        return view.shape().length == 4
                && view.permute(2, 3, 0, 1).slice(0, 0, 1).contiguous();
    }

    /** Whether an array lies that way and has rows and heads enough for loops along them. */
    public static boolean manyReady(View view) {
        return view.shape().length == 4 && view.shape()[0] * view.shape()[1] >= FEWEST && ready(view);
    }

    /** A new place for an array {@code [B, H, n, d]} that lies that way. */
    public static View place(long[] shape, DataType type) {
        long[] sizes = {shape[2], shape[3], shape[0], shape[1]};
        long length = shape[0] * shape[1] * shape[2] * shape[3];
        return View.dense(new Buffer(length, type), sizes).permute(2, 3, 0, 1);
    }

    /** Whether a column can be read in one go without reading much else. */
    public static boolean possible(View view) {
        if (view.shape().length != 4) {
            return false;
        }
        View column = view.slice(2, 0, 1);
        long reach = 1;
        for (int axis = 0; axis < 4; axis++) {
            reach += (column.shape()[axis] - 1) * column.strides()[axis];
        }
        return reach <= 4 * column.length();
    }

    /** An array for one column out of those that the steps of a plan share, a row for each element of a head. */
    public float[][] column(LaneScratch scratch, int set, int number) {
        return scratch.column(set, number, width, starts.length);
    }

    /** Reads a column. */
    public void load(int column, float[][] to) {
        int lanes = starts.length;
        int at = column * columnStride;
        if (ready) {
            for (int element = 0; element < width; element++) {
                memory.get(at + element * lanes, to[element], 0, lanes);
            }
            return;
        }
        memory.get(at, span);
        for (int element = 0; element < width; element++) {
            float[] row = to[element];
            int from = element * elementStride;
            for (int lane = 0; lane < lanes; lane++) {
                row[lane] = span[starts[lane] + from];
            }
        }
    }

    /** Reads one element of a column that is {@link #ready}. */
    public void load(int column, int element, float[] to) {
        memory.get(column * columnStride + element * elementStride, to);
    }

    /** Writes a column. */
    public void store(int column, float[][] from) {
        int lanes = starts.length;
        int at = column * columnStride;
        if (ready) {
            for (int element = 0; element < width; element++) {
                memory.put(at + element * lanes, from[element], 0, lanes);
            }
            return;
        }
        if (span.length > width * lanes) { // what lies between the elements stays as it was
            memory.get(at, span);
        }
        for (int element = 0; element < width; element++) {
            float[] row = from[element];
            int to = element * elementStride;
            for (int lane = 0; lane < lanes; lane++) {
                span[starts[lane] + to] = row[lane];
            }
        }
        memory.put(at, span);
    }
}
