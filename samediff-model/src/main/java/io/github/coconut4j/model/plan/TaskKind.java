package io.github.coconut4j.model.plan;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.SliceRange;
import io.github.coconut4j.model.graph.Value;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.ReduceOp;

/** How a task is carried out. */
enum TaskKind {
    /** Another window of the same memory: reshape, permute, slice, identity. */
    VIEW,
    /** Values side by side, written there by their producers where possible. */
    CONCAT,
    /** Matrix product, possibly batched, possibly added to something. */
    PRODUCT,
    /** Scores, masks, softmax and weighted sum as one. */
    ATTENTION,
    /** The backward pass of attention down to its scores. */
    ATTENTION_GRADIENT,
    /** Element-wise ops and reductions of rows, fused. */
    ROWS,
    /** Rows of a table by index. */
    GATHER,
    /** Rows added to a table by index. */
    SCATTER,
    /** Cross-entropy of each row. */
    CROSS_ENTROPY,
    /** Softmax minus one-hot of each row. */
    CROSS_ENTROPY_GRADIENT,
    /** Adding a value to memory outside the plan. */
    ADD_TO,
    /** Any other op, run by libnd4j. */
    STOCK;

    /** The fast way to carry out a node. Only float arithmetic has one; index arithmetic and other types are left to libnd4j. */
    static TaskKind of(Node node) {
        boolean floats = node.output().type() == DataType.FLOAT;
        return switch (node.op()) {
            case "reshape", "permute" -> VIEW;
            case "identity", "stop_gradient" -> floats ? VIEW : STOCK;
            case "strided_slice" -> SliceRange.describes(node) ? VIEW : STOCK;
            case "concat" -> floats ? CONCAT : STOCK;
            case "matmul" -> floats && node.output().rank() >= 2 && !node.transposed(2) ? PRODUCT : STOCK;
            case "gather" -> floats && gathersRows(node) ? GATHER : STOCK;
            case "unsorted_segment_sum" -> floats && isRowTable(node.output()) ? SCATTER : STOCK;
            case "sparse_softmax_cross_entropy_loss_with_logits" -> floats ? CROSS_ENTROPY : STOCK;
            case "sparse_softmax_cross_entropy_loss_with_logits_grad" -> floats ? CROSS_ENTROPY_GRADIENT : STOCK;
            default -> STOCK;
        };
    }

    /** Whether it reads arrays row by row, each row in one piece. */
    boolean readsRows() {
        return switch (this) {
            case ROWS, GATHER, SCATTER, CROSS_ENTROPY, CROSS_ENTROPY_GRADIENT -> true;
            default -> false;
        };
    }

    private static boolean gathersRows(Node node) {
        long[] axis = node.integers();
        return isRowTable(node.input(0))
                && node.input(1).rank() == 1
                && node.input(1).type() == DataType.INT
                && (axis.length == 0 || axis[0] == 0);
    }

    private static boolean isRowTable(Value value) {
        return value.rank() == 2;
    }

    /** Whether a node sums the rows of a matrix into one row. */
    static boolean sumsColumns(Node node) {
        if (!node.op().equals("reduce_sum")
                || node.input(0).rank() != 2
                || node.output().rank() != 1) {
            return false;
        }
        int[] axes = ((ReduceOp) node.source()).dimensions().toIntVector();
        return axes.length == 1 && axes[0] == 0;
    }
}
