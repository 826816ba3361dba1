package io.github.coconut4j.model.internal.rows;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.tasks.StockTask;
import io.github.coconut4j.model.internal.tasks.Task;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The rows a row-wise op works on: an array {@code [..., width]} seen as many rows of the last axis.
 *
 * @param shape the whole array
 */
record Rows(long[] shape) {
    private static final Set<String> ELEMENT_WISE = Set.of(
            "add",
            "subtract",
            "multiply",
            "divide",
            "mul_scalar",
            "div_scalar",
            "add_scalar",
            "sub_scalar",
            "rsub_scalar",
            "rdiv_scalar",
            "neg",
            "pow",
            "square",
            "cube",
            "sqrt",
            "rsqrt",
            "Reciprocal",
            "relu",
            "step",
            "swish",
            "exp",
            "tanh",
            "sigmoid");

    /** How an operand covers the rows. */
    enum Cover {
        /** An element for each element. */
        WHOLE,
        /** One number per row. */
        BY_ROW,
        /** Whole rows that several rows share, for example a bias. */
        SHARED,
        /** Not at all. */
        NONE
    }

    int width() {
        return Math.toIntExact(shape[shape.length - 1]);
    }

    int count() {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b) / width());
    }

    Cover cover(Value value) {
        int rank = shape.length;
        if (value.type() != DataType.FLOAT || value.rank() == 0 || value.rank() > rank) {
            return Cover.NONE;
        }
        long[] sizes = aligned(value);
        if (Arrays.equals(sizes, shape)) {
            return Cover.WHOLE;
        }
        boolean sameOuter = Arrays.equals(Arrays.copyOf(sizes, rank - 1), Arrays.copyOf(shape, rank - 1));
        if (sizes[rank - 1] == 1) {
            return sameOuter && value.rank() == rank ? Cover.BY_ROW : Cover.NONE;
        }
        for (int axis = 0; axis < rank; axis++) {
            if (sizes[axis] != shape[axis] && (sizes[axis] != 1 || axis == rank - 1)) {
                return Cover.NONE;
            }
        }
        return Cover.SHARED;
    }

    /** The value's shape with ones in front, as broadcasting lines it up. */
    private long[] aligned(Value value) {
        long[] sizes = new long[shape.length];
        Arrays.fill(sizes, 1);
        System.arraycopy(value.shape(), 0, sizes, shape.length - value.rank(), value.rank());
        return sizes;
    }

    /** A view of an operand stretched to the rows by strides of 0. */
    View stretch(Value value, View view) {
        if (cover(value) != Cover.SHARED) {
            return view;
        }
        long[] sizes = aligned(value);
        long[] strides = new long[shape.length];
        int missing = shape.length - value.rank();
        for (int axis = missing; axis < shape.length; axis++) {
            strides[axis] = sizes[axis] == 1 ? 0 : view.strides()[axis - missing];
        }
        return new View(view.buffer(), view.offset(), shape, strides);
    }

    boolean same(Rows other) {
        return Arrays.equals(shape, other.shape);
    }

    /**
     * The rows a task works on, or null when it is not row-wise.
     *
     * @param known rows of the values that row-wise tasks gave so far: tells what a column {@code [N, 1]} belongs to
     */
    static Rows of(Task task, Map<Value, Rows> known) {
        Node node = task.node();
        if (!(task instanceof StockTask)
                || node.inputs().isEmpty()
                || node.input(0).type() != DataType.FLOAT) {
            return null;
        }
        if (StockTask.sumsColumns(node)) {
            return wide(node.input(0));
        }
        if (task.sink() != null) {
            return null;
        }
        Value out = node.output();
        switch (node.op()) {
            case "reduce_mean", "reduce_sum" -> {
                return node.reducesLastAxis() && out.rank() == node.input(0).rank() ? wide(node.input(0)) : null;
            }
            case "softmax" -> {
                boolean lastAxis = node.integers().length == 0
                        || Math.floorMod((int) node.integers()[0], out.rank()) == out.rank() - 1;
                return lastAxis ? wide(out) : null;
            }
            default -> {
                return ELEMENT_WISE.contains(node.op()) ? elementWise(node, known) : null;
            }
        }
    }

    private static Rows elementWise(Node node, Map<Value, Rows> known) {
        Rows rows = wide(node.output());
        if (rows == null) {
            rows = known.get(node.input(0));
        }
        if (rows == null || rows.cover(node.output()) == Cover.NONE) {
            return null;
        }
        boolean column = rows.cover(node.output()) == Cover.BY_ROW;
        for (Value input : node.inputs()) {
            Cover cover = rows.cover(input);
            if (cover == Cover.NONE || (column && cover != Cover.BY_ROW)) {
                return null;
            }
        }
        return rows;
    }

    private static Rows wide(Value value) {
        return value.rank() >= 2 && value.size(value.rank() - 1) > 1 && value.type() == DataType.FLOAT
                ? new Rows(value.shape())
                : null;
    }
}
