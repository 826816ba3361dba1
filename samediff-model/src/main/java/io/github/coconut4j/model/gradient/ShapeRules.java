package io.github.coconut4j.model.gradient;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.SliceBox;
import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.graph.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;

/** Rules of ops that only move elements. */
final class ShapeRules {
    static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("reshape", ShapeRules::reshaped),
            Map.entry("squeeze", ShapeRules::reshaped),
            Map.entry("expand_dims", ShapeRules::reshaped),
            Map.entry("permute", c -> {
                int[] axes = axes(c.node());
                c.require(axes.length == c.output().rank(), "by axes that are numbers");
                c.give(c.sd().permute(c.dy(), inverse(axes)));
            }),
            Map.entry("transpose", c -> {
                c.require(c.node().integers().length == 0, "turning all axes round");
                int last = c.output().rank() - 1;
                c.give(c.sd().permute(
                                c.dy(),
                                IntStream.rangeClosed(0, last)
                                        .map(axis -> last - axis)
                                        .toArray()));
            }),
            Map.entry("reverse", c -> c.give(c.sd().reverse(c.dy(), axes(c.node())))),
            Map.entry("cumsum", c -> {
                long[] arguments = c.node().integers();
                c.require(arguments.length == 3, "along one axis");
                c.give(c.sd().cumsum(c.dy(), arguments[0] != 0, arguments[1] == 0, axis(c, arguments[2])));
            }),
            Map.entry("strided_slice", ShapeRules::stridedSlice),
            Map.entry("slice", c -> {
                int rank = c.output().rank();
                c.require(c.node().inputs().size() == 1, "with a begin and a size that are numbers");
                c.backward()
                        .contributeBox(
                                c.input(0),
                                Arrays.copyOf(c.node().integers(), rank),
                                c.output().shape(),
                                c.dy());
            }),
            Map.entry("concat", ShapeRules::concat),
            Map.entry("stack", c -> {
                int axis = axis(c, c.node().integers()[0]);
                for (int i = 0; i < c.node().inputs().size(); i++) {
                    if (c.wants(i)) {
                        SDVariable part = Slices.range(c.dy(), c.output().rank(), axis, i, i + 1);
                        c.give(i, c.sd().reshape(part, c.input(i).shape()));
                    }
                }
            }),
            Map.entry("unstack", c -> {
                Value x = c.input(0);
                int axis = Math.floorMod((int) c.node().integers()[0], x.rank());
                int i = c.node().outputs().indexOf(c.output());
                long[] shape = x.shape();
                shape[axis] = 1;
                c.backward().contributeSlice(x, axis, i, i + 1, c.sd().reshape(c.dy(), shape));
            }),
            Map.entry("split", ShapeRules::split),
            Map.entry("split_v", ShapeRules::split),
            Map.entry("tile", ShapeRules::tile),
            Map.entry("gather", ShapeRules::gather));

    private ShapeRules() {}

    private static void reshaped(Chain c) {
        c.give(c.sd().reshape(c.dy(), c.input(0).shape()));
    }

    private static int[] axes(Node node) {
        int rank = node.input(0).rank();
        return Arrays.stream(node.integers())
                .mapToInt(axis -> Math.floorMod((int) axis, rank))
                .toArray();
    }

    private static int axis(Chain c, long axis) {
        return Math.floorMod((int) axis, c.output().rank());
    }

    private static int[] inverse(int... axes) {
        int[] inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            inverse[axes[i]] = i;
        }
        return inverse;
    }

    private static void stridedSlice(Chain c) {
        c.require(SliceBox.describes(c.node()), "with stride 1 and a begin, an end and a stride for every axis");
        SliceBox box = SliceBox.of(c.node());
        SDVariable dy = c.output().rank() == box.sizes().length ? c.dy() : c.sd().reshape(c.dy(), box.sizes());
        c.backward().contributeBox(c.input(0), box.begin(), box.sizes(), dy);
    }

    private static void concat(Chain c) {
        int axis = axis(c, c.node().integers()[0]);
        long at = 0;
        for (Value part : c.node().inputs()) {
            long end = at + part.size(axis);
            if (c.backward().wants(part)) {
                c.backward().contribute(part, Slices.range(c.dy(), c.output().rank(), axis, at, end));
            }
            at = end;
        }
    }

    /** The parts differ from the whole along the axis that is split and nowhere else. */
    private static void split(Chain c) {
        Value x = c.input(c.node().op().equals("split") ? c.node().inputs().size() - 1 : 0);
        int axis = IntStream.range(0, x.rank())
                .filter(a -> c.output().size(a) != x.size(a))
                .findFirst()
                .orElse(0);
        long begin = c.node().outputs().stream()
                .takeWhile(part -> part != c.output())
                .mapToLong(part -> part.size(axis))
                .sum();
        c.backward().contributeSlice(x, axis, begin, begin + c.output().size(axis), c.dy());
    }

    /** Sums over the copies: the gradient as {@code [copies, size, copies, size, ..]}. */
    private static void tile(Chain c) {
        Value x = c.input(0);
        c.require(
                x.rank() == c.output().rank() && c.node().inputs().size() == 1,
                "by numbers of copies, one for each axis");
        long[] shape = new long[2 * x.rank()];
        for (int axis = 0; axis < x.rank(); axis++) {
            shape[2 * axis] = c.output().size(axis) / x.size(axis);
            shape[2 * axis + 1] = x.size(axis);
        }
        int[] copies = IntStream.range(0, x.rank())
                .map(axis -> 2 * axis)
                .filter(axis -> shape[axis] > 1)
                .toArray();
        SDVariable apart = c.sd().reshape(c.dy(), shape);
        c.give(c.sd().reshape(copies.length == 0 ? apart : c.sd().sum(apart, copies), x.shape()));
    }

    /** Turns the gathered axes to the front, adds what belongs to the same id, and turns them back. */
    private static void gather(Chain c) {
        Value table = c.input(0);
        Value ids = c.input(1);
        long[] arguments = c.node().integers();
        int axis = arguments.length == 0 ? 0 : Math.floorMod((int) arguments[0], table.rank());
        long width = table.length() / table.size(axis);
        int[] toFront = toFront(c.output().rank(), axis, ids.rank());
        SDVariable turned = axis == 0 ? c.dy() : c.sd().permute(c.dy(), toFront);
        boolean matrix = axis == 0 && ids.rank() == 1 && table.rank() == 2;
        SDVariable rows = matrix ? turned : c.sd().reshape(turned, ids.length(), width);
        SDVariable sum = segments(c, rows, ids, table.size(axis));
        if (matrix) {
            c.give(sum);
            return;
        }
        int[] tableAxes = toFront(table.rank(), axis, 1);
        long[] shape = Arrays.stream(tableAxes).mapToLong(table::size).toArray();
        SDVariable shaped = c.sd().reshape(sum, shape);
        c.give(axis == 0 ? shaped : c.sd().permute(shaped, inverse(tableAxes)));
    }

    private static SDVariable segments(Chain c, SDVariable rows, Value ids, long count) {
        SDVariable numbers = c.x(1);
        if (ids.rank() != 1) {
            numbers = c.sd().reshape(numbers, ids.length());
        }
        if (ids.length() == 1) { // libnd4j takes a single row for a vector and sums up its first element alone
            rows = c.sd().concat(0, rows, rows.mul(0));
            numbers = c.sd().concat(0, numbers, numbers);
        }
        return c.sd().unsortedSegmentSum(rows, numbers, (int) count);
    }

    /** All axes, {@code count} of them from {@code first} on in front of the others. */
    private static int[] toFront(int rank, int first, int count) {
        IntStream front = IntStream.range(first, first + count);
        IntStream others = IntStream.range(0, rank).filter(axis -> axis < first || axis >= first + count);
        return IntStream.concat(front, others).toArray();
    }
}
