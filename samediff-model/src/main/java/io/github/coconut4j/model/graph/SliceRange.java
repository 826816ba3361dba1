package io.github.coconut4j.model.graph;

/**
 * A slice that cuts one axis and leaves the others whole, with stride 1.
 *
 * @param axis the axis that is cut; 0 when none is
 * @param begin first element
 * @param end one behind the last element
 */
public record SliceRange(int axis, long begin, long end) {
    /** Reads the arguments of a {@code strided_slice}: five masks, then begin, end and stride of each axis. */
    public static SliceRange of(Node node) {
        Value x = node.input(0);
        int rank = x.rank();
        long[] arguments = node.integers();
        for (int axis = 0; axis < rank; axis++) {
            long size = x.size(axis);
            long begin = (arguments[0] >> axis & 1) != 0 ? 0 : Math.floorMod(arguments[5 + axis], size);
            if (node.output().size(axis) != size) {
                return new SliceRange(axis, begin, begin + node.output().size(axis));
            }
        }
        return new SliceRange(0, 0, x.size(0));
    }

    /** Whether a {@code strided_slice} is one: stride 1 everywhere, the rank kept, at most one axis cut. */
    public static boolean describes(Node node) {
        Value x = node.input(0);
        long[] arguments = node.integers();
        if (node.inputs().size() != 1 || node.output().rank() != x.rank()) {
            return false;
        }
        int cut = 0;
        for (int axis = 0; axis < x.rank(); axis++) {
            if (arguments[5 + 2 * x.rank() + axis] != 1) {
                return false;
            }
            cut += node.output().size(axis) == x.size(axis) ? 0 : 1;
        }
        return cut <= 1;
    }
}
