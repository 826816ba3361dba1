package io.github.coconut4j.model.graph;

import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;

/** Slices along one axis that leave the other axes whole, whatever their size. */
public final class Slices {
    private Slices() {}

    /**
     * {@return elements begin (inclusive) to end (exclusive) of an axis}
     *
     * @param x an array of any sizes
     * @param rank number of axes of {@code x}
     * @param axis the one that is cut, from 0
     * @param begin first element, from 0
     * @param end first element that is left out
     */
    public static SDVariable range(SDVariable x, int rank, int axis, long begin, long end) {
        return slice(x, rank, axis, begin, end, 0);
    }

    /**
     * {@return the last {@code count} elements of an axis of unknown size}
     *
     * @param x an array of any sizes
     * @param rank number of axes of {@code x}
     * @param axis the one that is cut, from 0
     * @param count how many elements, 1 or more; the axis has as many
     */
    public static SDVariable last(SDVariable x, int rank, int axis, long count) {
        return slice(x, rank, axis, -count, 0, 1 << axis);
    }

    private static SDVariable slice(SDVariable x, int rank, int axis, long begin, long end, int openEnd) {
        int others = ((1 << rank) - 1) & ~(1 << axis);
        long[] from = new long[rank];
        long[] to = new long[rank];
        long[] strides = new long[rank];
        Arrays.fill(strides, 1);
        from[axis] = begin;
        to[axis] = end;
        return x.getSameDiff().stridedSlice(x, from, to, strides, others, others | openEnd, 0, 0, 0);
    }
}
