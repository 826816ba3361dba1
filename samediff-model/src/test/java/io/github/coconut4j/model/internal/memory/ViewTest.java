package io.github.coconut4j.model.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.nd4j.linalg.api.buffer.DataType;

/** Windows against brute force: the offsets of all elements, listed in c order. */
class ViewTest {
    @RepeatedTest(200)
    void windowsOfWindowsHoldTheRightElements(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        long[] shape = shape(random);
        View view = View.dense(new Buffer(length(shape), DataType.FLOAT), shape);
        List<Long> elements = offsets(view);
        for (int step = 0; step < 5; step++) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    int[] axes = axes(view.shape().length, random);
                    elements = permuted(elements, view.shape(), axes);
                    view = view.permute(axes);
                }
                case 1 -> {
                    int axis = random.nextInt(view.shape().length);
                    int begin = random.nextInt((int) view.shape()[axis]);
                    int end = begin + 1 + random.nextInt((int) view.shape()[axis] - begin);
                    elements = sliced(elements, view.shape(), axis, begin, end);
                    view = view.slice(axis, begin, end);
                }
                default -> {
                    long[] to = sameLength(view.length(), random);
                    View reshaped = view.reshape(to);
                    boolean possible = reshaped != null;
                    assertThat(possible || !view.contiguous())
                            .as("what lies in one piece takes every shape")
                            .isTrue();
                    view = possible ? reshaped : view;
                }
            }
            assertThat(offsets(view)).isEqualTo(elements);
            assertThat(view.contiguous()).isEqualTo(consecutive(elements));
        }
    }

    private static long[] shape(Random random) {
        return random.ints(1 + random.nextInt(4), 1, 5).asLongStream().toArray();
    }

    private static long length(long[] shape) {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        return length;
    }

    private static long[] sameLength(long length, Random random) {
        List<Long> sizes = new ArrayList<>();
        for (long left = length; left > 1; ) {
            long size = 1L + random.nextInt((int) left);
            while (left % size != 0) {
                size--;
            }
            sizes.add(size);
            left /= size;
        }
        sizes.add(1L);
        Collections.shuffle(sizes, random);
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    private static int[] axes(int rank, Random random) {
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            axes.add(axis);
        }
        Collections.shuffle(axes, random);
        return axes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<long[]> indices(long[] shape) {
        List<long[]> indices = new ArrayList<>();
        for (long i = 0; i < length(shape); i++) {
            long[] index = new long[shape.length];
            long rest = i;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                index[axis] = rest % shape[axis];
                rest /= shape[axis];
            }
            indices.add(index);
        }
        return indices;
    }

    private static long flat(long[] shape, long[] index) {
        long flat = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            flat = flat * shape[axis] + index[axis];
        }
        return flat;
    }

    private static List<Long> offsets(View view) {
        List<Long> offsets = new ArrayList<>();
        for (long[] index : indices(view.shape())) {
            long offset = view.offset();
            for (int axis = 0; axis < index.length; axis++) {
                offset += index[axis] * view.strides()[axis];
            }
            offsets.add(offset);
        }
        return offsets;
    }

    private static List<Long> permuted(List<Long> elements, long[] shape, int[] axes) {
        long[] to = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            to[i] = shape[axes[i]];
        }
        List<Long> result = new ArrayList<>();
        for (long[] index : indices(to)) {
            long[] source = new long[axes.length];
            for (int i = 0; i < axes.length; i++) {
                source[axes[i]] = index[i];
            }
            result.add(elements.get((int) flat(shape, source)));
        }
        return result;
    }

    private static List<Long> sliced(List<Long> elements, long[] shape, int axis, int begin, int end) {
        List<Long> result = new ArrayList<>();
        for (long[] index : indices(shape)) {
            if (index[axis] >= begin && index[axis] < end) {
                result.add(elements.get((int) flat(shape, index)));
            }
        }
        return result;
    }

    private static boolean consecutive(List<Long> elements) {
        for (int i = 1; i < elements.size(); i++) {
            if (elements.get(i) != elements.get(i - 1) + 1) {
                return false;
            }
        }
        return true;
    }
}
