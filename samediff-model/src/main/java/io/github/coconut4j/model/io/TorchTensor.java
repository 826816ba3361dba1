package io.github.coconut4j.model.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A tensor as PyTorch describes it: a window on a storage. Nothing is true of it yet; {@link #problem} says what is not.
 *
 * @param storage the numbers it looks at
 * @param offset of its first number
 * @param shape its sizes
 * @param strides how many numbers lie between neighbours of each axis
 */
record TorchTensor(Storage storage, long offset, long[] shape, long[] strides) {

    /**
     * A run of numbers that lies in an entry of its own.
     *
     * @param type of the numbers
     * @param key name of the entry
     * @param length how many numbers
     */
    record Storage(NumberType type, String key, long length) {}

    /**
     * Why this tensor cannot lie in its storage; empty if it does. Numbers that several places share are refused too: a few bytes would else become an array of
     * any size.
     *
     * @param bytes that the storage's entry really has
     */
    String problem(long bytes) {
        long available = storage.type().bytes(new long[] {storage.length()});
        if (available < 0 || available > bytes) {
            return "claims a storage of %d numbers, but its entry has only %d bytes".formatted(storage.length(), bytes);
        }
        long size = storage.type().bytes(shape);
        if (shape.length != strides.length || size < 0 || offset < 0) {
            return "has the impossible shape %s with strides %s".formatted(shown(shape), shown(strides));
        }
        if (size > available || last() >= storage.length()) {
            return "of shape %s and strides %s reaches beyond its storage of %d numbers"
                    .formatted(shown(shape), shown(strides), storage.length());
        }
        return sharesNumbers()
                ? "of shape %s and strides %s has numbers in several places at once"
                        .formatted(shown(shape), shown(strides))
                : "";
    }

    /** Whether two places may be the same number: each stride must step over all that the axes of smaller strides reach. */
    private boolean sharesNumbers() {
        long reach = 0;
        for (int axis : axesByStride()) {
            if (strides[axis] <= reach) {
                return true;
            }
            reach += (shape[axis] - 1) * strides[axis];
        }
        return false;
    }

    private int[] axesByStride() {
        boolean empty = Arrays.stream(shape).anyMatch(size -> size == 0);
        return IntStream.range(0, shape.length)
                .filter(axis -> !empty && shape[axis] > 1)
                .boxed()
                .sorted(Comparator.comparingLong(axis -> strides[axis]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Index of the last number it looks at; -1 if it is empty, the greatest long if there is no such index. */
    private long last() {
        long index = offset;
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] == 0) {
                return -1;
            }
            long steps = shape[axis] - 1;
            if (strides[axis] < 0 || Math.multiplyHigh(steps, strides[axis]) != 0 || steps * strides[axis] < 0) {
                return Long.MAX_VALUE;
            }
            index += steps * strides[axis];
            if (index < 0) {
                return Long.MAX_VALUE;
            }
        }
        return index;
    }

    /** How many bytes of the storage come before the part that {@link #read} needs. */
    long begin() {
        return isDense() ? offset * storage.type().width() : 0;
    }

    /** How many bytes {@link #read} needs. */
    long length() {
        return isDense() ? storage.type().bytes(shape) : storage.type().bytes(new long[] {storage.length()});
    }

    /**
     * The tensor as an array of its own, c-ordered.
     *
     * @param bytes of the storage from {@link #begin()} on, {@link #length()} many
     */
    INDArray read(ByteBuffer bytes) {
        if (isDense()) {
            return storage.type().read(bytes, shape);
        }
        INDArray all = storage.type().read(bytes, storage.length());
        INDArray window = Nd4j.create(all.data(), shape, strides, offset, 'c');
        INDArray dense = Nd4j.createUninitialized(all.dataType(), shape, 'c').assign(window);
        all.close();
        return dense;
    }

    private boolean isDense() {
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] != 1 && strides[axis] != stride) {
                return shape[axis] == 0;
            }
            stride *= shape[axis];
        }
        return true;
    }

    private static String shown(long[] sizes) {
        return sizes.length > 8 ? "of " + sizes.length + " axes" : Arrays.toString(sizes);
    }
}
