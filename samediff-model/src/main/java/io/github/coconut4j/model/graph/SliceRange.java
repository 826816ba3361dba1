package io.github.coconut4j.model.graph;

/**
 * A slice that cuts one axis and leaves the others whole, with stride 1.
 *
 * @param axis the axis that is cut; 0 when none is
 * @param begin first element
 * @param end one behind the last element
 */
public record SliceRange(int axis, long begin, long end) {
    /**
     * Reads the arguments of a {@code strided_slice} that is one.
     *
     * @param node one that {@link #describes} affirms
     * @return its one range
     */
    public static SliceRange of(Node node) {
        SliceBox box = SliceBox.of(node);
        Value x = node.input(0);
        for (int axis = 0; axis < x.rank(); axis++) {
            if (box.sizes()[axis] != x.size(axis)) {
                return new SliceRange(axis, box.begin()[axis], box.begin()[axis] + box.sizes()[axis]);
            }
        }
        return new SliceRange(0, 0, x.size(0));
    }

    /**
     * {@return whether a {@code strided_slice} is one: stride 1 everywhere, the rank kept, at most one axis cut}
     *
     * @param node a {@code strided_slice}
     */
    public static boolean describes(Node node) {
        Value x = node.input(0);
        if (!SliceBox.describes(node) || node.output().rank() != x.rank()) {
            return false;
        }
        int cut = 0;
        for (int axis = 0; axis < x.rank(); axis++) {
            cut += node.output().size(axis) == x.size(axis) ? 0 : 1;
        }
        return cut <= 1;
    }
}
