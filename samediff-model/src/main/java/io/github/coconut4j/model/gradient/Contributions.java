package io.github.coconut4j.model.gradient;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * What the readers of one value add to its gradient, summed in the cheapest form: products over the same axis become one product of joined operands, slices that
 * tile the value become one concatenation.
 */
final class Contributions {
    private final SameDiff sd;
    private final Value value;
    private final CommonTerms common;
    private final List<SDVariable> whole = new ArrayList<>();
    private final List<SDVariable> stretched = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();
    private final List<Product> columnSums = new ArrayList<>();
    private final List<Slice> slices = new ArrayList<>();

    /** {@code left^T right}; a column sum has no left side. */
    private record Product(SDVariable left, SDVariable right, long rows) {}

    private record Slice(int axis, long begin, long end, SDVariable gradient) {}

    Contributions(SameDiff sd, Value value, CommonTerms common) {
        this.sd = sd;
        this.value = value;
        this.common = common;
    }

    void add(SDVariable gradient) {
        whole.add(gradient);
    }

    void addStretched(SDVariable gradient) {
        stretched.add(gradient);
    }

    void addProduct(SDVariable left, SDVariable right, long rows) {
        products.add(new Product(left, right, rows));
    }

    void addColumnSum(SDVariable gradient, long rows) {
        columnSums.add(new Product(null, gradient, rows));
    }

    void addSlice(int axis, long begin, long end, SDVariable gradient) {
        slices.add(new Slice(axis, begin, end, gradient));
    }

    /** A part that may be cut along several axes: behind the first of them it is filled up with zeros. */
    void addBox(long[] begin, long[] sizes, SDVariable gradient) {
        int first = 0;
        while (first < sizes.length - 1 && sizes[first] == value.size(first)) {
            first++;
        }
        long[] shape = sizes.clone();
        SDVariable filled = gradient;
        for (int axis = first + 1; axis < shape.length; axis++) {
            List<SDVariable> parts = new ArrayList<>();
            addZeros(parts, shape, axis, begin[axis]);
            parts.add(filled);
            addZeros(parts, shape, axis, value.size(axis) - begin[axis] - sizes[axis]);
            filled = joined(axis, parts);
            shape[axis] = value.size(axis);
        }
        addSlice(first, begin[first], begin[first] + sizes[first], filled);
    }

    SDVariable total() {
        List<SDVariable> terms = new ArrayList<>(whole);
        for (List<Product> group : largestAndOthers(products)) {
            terms.add(sd.mmul(joined(group, true), joined(group, false), true, false, false));
        }
        for (List<Product> group : largestAndOthers(columnSums)) {
            terms.add(sd.sum(joined(group, false), 0));
        }
        terms.addAll(placedSlices());
        if (terms.isEmpty() && !productOfWholes()) {
            terms.add(common.zeros(value.type(), value.shape()));
        }
        terms.addAll(stretched);
        SDVariable total = terms.get(0);
        for (SDVariable term : terms.subList(1, terms.size())) {
            total = total.add(term);
        }
        return total;
    }

    /** Whether the rule of the producing op multiplies with an array of full shape anyway, which stretches the gradient. */
    private boolean productOfWholes() {
        Node producer = value.producer();
        return producer != null
                && producer.op().equals("multiply")
                && producer.inputs().stream().allMatch(value::sameShape);
    }

    /** The first pass (most rows) alone, where joining would only copy; the others, which are small, together. */
    private static List<List<Product>> largestAndOthers(List<Product> all) {
        if (all.size() < 2) {
            return all.isEmpty() ? List.of() : List.of(all);
        }
        List<Product> inOrder = new ArrayList<>(all);
        Collections.reverse(inOrder); // contributions come in from the last pass to the first
        Product largest =
                inOrder.stream().max(Comparator.comparingLong(Product::rows)).orElseThrow();
        inOrder.remove(largest);
        return List.of(List.of(largest), inOrder);
    }

    private SDVariable joined(List<Product> group, boolean left) {
        List<SDVariable> parts =
                group.stream().map(p -> left ? p.left : p.right).toList();
        return parts.size() == 1 ? parts.get(0) : common.joinedRows(value.rank(), parts);
    }

    /** One gradient per set of slices that do not overlap, gaps filled with zeros. */
    private List<SDVariable> placedSlices() {
        List<SDVariable> placed = new ArrayList<>();
        List<Slice> left = new ArrayList<>(slices);
        left.sort(Comparator.comparingInt(Slice::axis).thenComparingLong(Slice::begin));
        while (!left.isEmpty()) {
            List<Slice> row = new ArrayList<>();
            for (Slice slice : List.copyOf(left)) {
                Slice before = row.isEmpty() ? null : row.get(row.size() - 1);
                if (before == null || (before.axis == slice.axis && before.end <= slice.begin)) {
                    row.add(slice);
                    left.remove(slice);
                }
            }
            placed.add(concatenated(row));
        }
        return placed;
    }

    private SDVariable concatenated(List<Slice> row) {
        int axis = row.get(0).axis;
        List<SDVariable> parts = new ArrayList<>();
        long at = 0;
        for (Slice slice : row) {
            addZeros(parts, value.shape(), axis, slice.begin - at);
            parts.add(slice.gradient);
            at = slice.end;
        }
        addZeros(parts, value.shape(), axis, value.size(axis) - at);
        return joined(axis, parts);
    }

    private SDVariable joined(int axis, List<SDVariable> parts) {
        return parts.size() == 1 ? parts.get(0) : sd.concat(axis, parts.toArray(SDVariable[]::new));
    }

    /** Adds a block of zeros of a shape with {@code size} elements along one axis. */
    private void addZeros(List<SDVariable> parts, long[] shape, int axis, long size) {
        if (size > 0) {
            long[] block = shape.clone();
            block[axis] = size;
            parts.add(common.zeros(value.type(), block));
        }
    }
}
