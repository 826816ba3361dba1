package io.github.coconut4j.model.internal.memory;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A window of a {@link Buffer}: which elements a value consists of. Reshaping, permuting and slicing make another window, not a copy. */
public record View(Buffer buffer, long offset, long[] shape, long[] strides) {
    public static View dense(Buffer buffer, long[] shape) {
        return new View(buffer, 0, shape, denseStrides(shape));
    }

    /** The window of an array given from outside. */
    public static View of(INDArray array) {
        return new View(new Buffer(array), 0, array.shape(), array.stride());
    }

    public static long[] denseStrides(long[] shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return strides;
    }

    public long length() {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        return length;
    }

    /** Whether the elements lie one after the other in c order. */
    public boolean contiguous() {
        return contiguousFrom(0);
    }

    /** The same matrices with rows and columns swapped. */
    public View transpose() {
        int[] axes = new int[shape.length];
        for (int axis = 0; axis < axes.length; axis++) {
            axes[axis] = axis;
        }
        axes[axes.length - 1] = axes.length - 2;
        axes[axes.length - 2] = axes.length - 1;
        return permute(axes);
    }

    /** Whether each row of the last axis lies in one piece. */
    public boolean contiguousRows() {
        return shape.length > 0 && contiguousFrom(shape.length - 1);
    }

    private boolean contiguousFrom(int firstAxis) {
        long expected = 1;
        for (int axis = shape.length - 1; axis >= firstAxis; axis--) {
            if (shape[axis] != 1 && strides[axis] != expected) {
                return false;
            }
            expected *= shape[axis];
        }
        return true;
    }

    public boolean sameWindow(View other) {
        return buffer == other.buffer
                && offset == other.offset
                && Arrays.equals(shape, other.shape)
                && sameStrides(other);
    }

    private boolean sameStrides(View other) {
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] != 1 && strides[axis] != other.strides[axis]) {
                return false;
            }
        }
        return true;
    }

    public View permute(int... axes) {
        long[] sizes = new long[axes.length];
        long[] steps = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            sizes[i] = shape[axes[i]];
            steps[i] = strides[axes[i]];
        }
        return new View(buffer, offset, sizes, steps);
    }

    public View slice(int axis, long begin, long end) {
        long[] sizes = shape.clone();
        sizes[axis] = end - begin;
        return new View(buffer, offset + begin * strides[axis], sizes, strides);
    }

    /** The same elements in another shape, or null when that takes a copy. */
    public View reshape(long... to) {
        List<long[]> from = new ArrayList<>(); // axes longer than one, as size and stride
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] != 1) {
                from.add(new long[] {shape[axis], strides[axis]});
            }
        }
        long[] steps = new long[to.length];
        int source = 0;
        int target = 0;
        while (target < to.length) {
            if (to[target] == 1) {
                steps[target++] = 1;
                continue;
            }
            if (source >= from.size()) {
                return null;
            }
            long have = from.get(source)[0];
            int group = target;
            long need = to[target];
            while (have != need) {
                if (have < need) {
                    long outer = from.get(source)[1];
                    if (++source >= from.size() || outer != from.get(source)[0] * from.get(source)[1]) {
                        return null;
                    }
                    have *= from.get(source)[0];
                } else {
                    need *= to[++target];
                }
            }
            long stride = from.get(source++)[1];
            for (int axis = target; axis >= group; axis--) {
                steps[axis] = stride;
                stride *= to[axis];
            }
            target++;
        }
        return new View(buffer, offset, to.clone(), steps);
    }

    /** The window as an array; the buffer must have its memory. */
    public INDArray array() {
        INDArray memory = buffer.memory();
        return Nd4j.create(memory.data(), shape, contiguous() ? denseStrides(shape) : strides, start(), 'c');
    }

    /** First element, counted from the start of the memory's data buffer. */
    private long start() {
        return buffer.offset() + offset;
    }

    /** The memory from the first element on, for bulk reads and writes of floats. */
    public FloatBuffer floats() {
        long reach = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            reach += (shape[axis] - 1) * strides[axis];
        }
        try (FloatPointer pointer = new FloatPointer(buffer.memory().data().pointer())) {
            return pointer.position(start()).capacity(start() + reach).asBuffer();
        }
    }

    /** Where the first element lies, for calls into a BLAS. */
    public FloatPointer pointer() {
        return new FloatPointer(buffer.memory().data().pointer()).position(start());
    }

    /** The memory from the first element on as ints; the window must be contiguous. */
    public IntBuffer ints() {
        try (IntPointer pointer = new IntPointer(buffer.memory().data().pointer())) {
            return pointer.position(start()).capacity(start() + length()).asBuffer();
        }
    }

    /** Offset of every row of the last axis from the first element. */
    public int[] rowOffsets() {
        int rows = Math.toIntExact(length() / shape[shape.length - 1]);
        int[] offsets = new int[rows];
        long[] at = new long[shape.length];
        for (int row = 0; row < rows; row++) {
            long offset = 0;
            for (int axis = 0; axis < shape.length - 1; axis++) {
                offset += at[axis] * strides[axis];
            }
            offsets[row] = Math.toIntExact(offset);
            for (int axis = shape.length - 2; axis >= 0 && ++at[axis] == shape[axis]; axis--) {
                at[axis] = 0;
            }
        }
        return offsets;
    }
}
