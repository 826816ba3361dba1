package io.github.coconut4j.model.graph;

import io.github.coconut4j.model.ModelException;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.loss.bp.SparseSoftmaxCrossEntropyLossWithLogitsBp;

/** How the gradient of an op's output becomes gradients of its inputs. */
@FunctionalInterface
interface Rule {
    /** Contributes to the inputs of a node, given the gradient of its output. */
    void apply(Node node, SDVariable gradient, Backward backward);

    /**
     * The rule of a node's op.
     *
     * @throws ModelException when there is none
     */
    static Rule of(Node node) {
        Rule rule = RULES.get(node.op());
        if (rule == null) {
            throw new ModelException(
                    "Op " + node.op() + " cannot be trained through: it has no backward rule. Ops with one: "
                            + RULES.keySet().stream().sorted().toList() + ".");
        }
        return rule;
    }

    Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("add", (node, dy, b) -> {
                Broadcast.contribute(node.input(0), node.output(), dy, b);
                Broadcast.contribute(node.input(1), node.output(), dy, b);
            }),
            Map.entry("subtract", (node, dy, b) -> {
                Broadcast.contribute(node.input(0), node.output(), dy, b);
                if (b.wants(node.input(1))) {
                    Broadcast.contribute(node.input(1), node.output(), dy.mul(-1), b);
                }
            }),
            Map.entry("multiply", (node, dy, b) -> {
                for (int i = 0; i < 2; i++) {
                    if (b.wants(node.input(i))) {
                        SDVariable other = b.variable(node.input(1 - i));
                        Broadcast.contribute(node.input(i), node.output(), dy.mul(other), b);
                    }
                }
            }),
            Map.entry("divide", (node, dy, b) -> {
                SDVariable divisor = b.variable(node.input(1));
                Broadcast.contribute(node.input(0), node.output(), dy.div(divisor), b);
                if (b.wants(node.input(1))) {
                    SDVariable slope = b.variable(node.output()).div(divisor).mul(-1);
                    Broadcast.contribute(node.input(1), node.output(), dy.mul(slope), b);
                }
            }),
            Map.entry("mul_scalar", (node, dy, b) -> b.contribute(node.input(0), dy.mul(node.scalar()))),
            Map.entry("div_scalar", (node, dy, b) -> b.contribute(node.input(0), dy.mul(1 / node.scalar()))),
            Map.entry("add_scalar", (node, dy, b) -> b.contribute(node.input(0), dy)),
            Map.entry("sub_scalar", (node, dy, b) -> b.contribute(node.input(0), dy)),
            Map.entry("pow", (node, dy, b) -> {
                double power = node.scalar();
                SDVariable slope =
                        b.graph().math.pow(b.variable(node.input(0)), power - 1).mul(power);
                b.contribute(node.input(0), dy.mul(slope));
            }),
            Map.entry(
                    "square",
                    (node, dy, b) -> b.contribute(
                            node.input(0), dy.mul(b.variable(node.input(0)).mul(2)))),
            Map.entry("exp", (node, dy, b) -> b.contribute(node.input(0), dy.mul(b.variable(node.output())))),
            Map.entry("tanh", (node, dy, b) -> {
                SDVariable y = b.variable(node.output());
                b.contribute(node.input(0), dy.mul(y.mul(y).mul(-1).add(1)));
            }),
            Map.entry("sigmoid", (node, dy, b) -> {
                SDVariable y = b.variable(node.output());
                b.contribute(node.input(0), dy.mul(y.mul(y.mul(-1).add(1))));
            }),
            Map.entry("softmax", Rule::softmax),
            Map.entry("reduce_mean", Rule::mean),
            Map.entry("reduce_sum", Rule::sum),
            Map.entry("matmul", Rule::product),
            Map.entry(
                    "reshape",
                    (node, dy, b) -> b.contribute(
                            node.input(0), b.graph().reshape(dy, node.input(0).shape()))),
            Map.entry(
                    "permute",
                    (node, dy, b) -> b.contribute(node.input(0), b.graph().permute(dy, inverse(node.integers())))),
            Map.entry("strided_slice", (node, dy, b) -> {
                require(SliceRange.describes(node), node, "with stride 1 along one axis");
                SliceRange range = SliceRange.of(node);
                b.contributeSlice(node.input(0), range.axis(), range.begin(), range.end(), dy);
            }),
            Map.entry("concat", Rule::concat),
            Map.entry("gather", Rule::gather),
            Map.entry("stop_gradient", (node, dy, b) -> {}),
            Map.entry("sparse_softmax_cross_entropy_loss_with_logits", Rule::crossEntropy));

    /** dx = y (dy - sum(y dy)), over the last axis. */
    private static void softmax(Node node, SDVariable dy, Backward b) {
        long[] axis = node.integers();
        int last = node.output().rank() - 1;
        require(axis.length == 0 || Math.floorMod(axis[0], last + 1) == last, node, "along the last axis");
        SDVariable y = b.variable(node.output());
        SDVariable inner = b.graph().sum(dy.mul(y), true, node.output().rank() - 1);
        b.contribute(node.input(0), dy.sub(inner).mul(y));
    }

    private static void mean(Node node, SDVariable dy, Backward b) {
        requireLastAxis(node);
        Value x = node.input(0);
        b.contributeStretched(x, dy.mul(1.0 / x.size(x.rank() - 1)));
    }

    private static void sum(Node node, SDVariable dy, Backward b) {
        Value x = node.input(0);
        if (node.output().rank() > 0) {
            requireLastAxis(node);
        }
        b.contributeStretched(x, dy);
    }

    /** Refuses uses of an op that its rule would get wrong. */
    private static void require(boolean condition, Node node, String how) {
        if (!condition) {
            throw new ModelException("Op " + node.op() + " can be trained through only " + how + " (at "
                    + node.output().name() + ").");
        }
    }

    private static void requireLastAxis(Node node) {
        boolean kept = node.output().rank() == node.input(0).rank();
        require(node.reducesLastAxis() && kept, node, "along the last axis with kept dimensions");
    }

    /** z = x y: dx = dz y^T, dy = x^T dz, and the like when an operand is read transposed. */
    private static void product(Node node, SDVariable dz, Backward b) {
        SameDiff sd = b.graph();
        Value x = node.input(0);
        Value y = node.input(1);
        boolean yTransposed = node.transposed(1);
        require(!node.transposed(0) && !node.transposed(2), node, "with nothing but the right operand transposed");
        if (b.wants(x)) {
            b.contribute(x, sd.mmul(dz, b.variable(y), false, !yTransposed, false));
        }
        SDVariable left = b.variable(x);
        long rows = x.size(x.rank() - 2);
        b.contributeProduct(y, yTransposed ? dz : left, yTransposed ? left : dz, rows);
    }

    private static int[] inverse(long[] axes) {
        int[] inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            inverse[(int) axes[i]] = i;
        }
        return inverse;
    }

    private static void concat(Node node, SDVariable dy, Backward b) {
        int axis = Math.floorMod((int) node.integers()[0], node.output().rank());
        long at = 0;
        for (Value part : node.inputs()) {
            long end = at + part.size(axis);
            if (b.wants(part)) {
                b.contribute(part, Slices.range(dy, node.output().rank(), axis, at, end));
            }
            at = end;
        }
    }

    private static void gather(Node node, SDVariable dy, Backward b) {
        Value table = node.input(0);
        long[] axis = node.integers();
        boolean rows = node.input(1).rank() == 1 && (axis.length == 0 || axis[0] == 0);
        require(rows, node, "of rows (axis 0) by a vector of ids");
        SDVariable ids = b.variable(node.input(1));
        if (node.input(1).length()
                == 1) { // libnd4j takes a single row for a vector and sums up its first element alone
            dy = b.graph().concat(0, dy, dy.mul(0));
            ids = b.graph().concat(0, ids, ids);
        }
        b.contribute(table, b.graph().unsortedSegmentSum(dy, ids, (int) table.size(0)));
    }

    private static void crossEntropy(Node node, SDVariable dy, Backward b) {
        SDVariable labels = b.variable(node.input(0));
        SDVariable logits = b.variable(node.input(1));
        SDVariable perRow =
                new SparseSoftmaxCrossEntropyLossWithLogitsBp(b.graph(), logits, labels).outputVariables()[0];
        b.contribute(node.input(1), perRow.mul(b.graph().reshape(dy, -1, 1)));
    }
}
