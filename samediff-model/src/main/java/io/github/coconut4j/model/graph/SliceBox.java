package io.github.coconut4j.model.graph;

/**
 * What a {@code strided_slice} with stride 1 cuts out of its input.
 *
 * @param begin first element of each axis
 * @param sizes elements of each axis; 1 where the slice takes a single one and drops the axis
 */
public record SliceBox(long[] begin, long[] sizes) {
    private static final int BEGIN_MASK = 0;
    private static final int ELLIPSIS_MASK = 1;
    private static final int NEW_AXIS_MASK = 3;
    private static final int SHRINK_MASK = 4;
    private static final int MASKS = 5;

    /**
     * {@return whether a {@code strided_slice} is one: begin, end and stride 1 for each axis, all of them numbers}
     *
     * @param node a {@code strided_slice}
     */
    public static boolean describes(Node node) {
        int rank = node.input(0).rank();
        long[] arguments = node.integers();
        if (node.inputs().size() != 1
                || arguments.length != MASKS + 3 * rank
                || arguments[ELLIPSIS_MASK] != 0
                || arguments[NEW_AXIS_MASK] != 0) {
            return false;
        }
        for (int axis = 0; axis < rank; axis++) {
            if (arguments[MASKS + 2 * rank + axis] != 1) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return the box that a node of a strided slice cuts out}
     *
     * @param node one that {@link #describes} affirms
     */
    public static SliceBox of(Node node) {
        Value x = node.input(0);
        long[] arguments = node.integers();
        long[] begin = new long[x.rank()];
        long[] sizes = new long[x.rank()];
        int kept = 0;
        for (int axis = 0; axis < x.rank(); axis++) {
            boolean fromStart = (arguments[BEGIN_MASK] >> axis & 1) != 0;
            boolean single = (arguments[SHRINK_MASK] >> axis & 1) != 0;
            begin[axis] = fromStart ? 0 : Math.floorMod(arguments[MASKS + axis], x.size(axis));
            sizes[axis] = single ? 1 : node.output().size(kept++);
        }
        return new SliceBox(begin, sizes);
    }
}
