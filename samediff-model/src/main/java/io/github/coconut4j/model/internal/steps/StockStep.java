package io.github.coconut4j.model.internal.steps;

import io.github.coconut4j.model.graph.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseOp;
import org.nd4j.linalg.api.ops.BaseReduceOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.impl.summarystats.StandardDeviation;
import org.nd4j.linalg.api.ops.impl.summarystats.Variance;
import org.nd4j.linalg.factory.Nd4j;

/** An op of libnd4j on fixed arrays. */
public record StockStep(String name, Runnable action) implements Step {
    /** Ops whose own kernels write to the start of the buffer that their output is a window of. */
    private static final Set<String> RESHAPES = Set.of("squeeze", "expand_dims");

    /** A node's own op. */
    public static Step of(Node node, List<INDArray> inputs, List<INDArray> outputs) {
        if (RESHAPES.contains(node.op())) {
            return reshaped(node, inputs.get(0), outputs.get(0));
        }
        if (node.source() instanceof DynamicCustomOp custom) {
            OpContext context = context(inputs, outputs);
            context.setIArguments(custom.iArgs());
            context.setTArguments(custom.tArgs());
            context.setBArguments(custom.bArgs());
            return custom(node.op(), context);
        }
        if (node.source() instanceof BaseReduceOp reduce) {
            return reduction(node.op(), reduce, inputs, outputs);
        }
        Op op = oldStyle(node.source(), inputs, outputs.get(0));
        return new StockStep(node.op(), () -> Nd4j.getExecutioner().exec(op));
    }

    private static Step reshaped(Node node, INDArray input, INDArray output) {
        OpContext context = context(List.of(input), List.of(output));
        context.setIArguments(LongStream.concat(LongStream.of(-'c'), Arrays.stream(output.shape()))
                .toArray());
        return custom(node.op(), "reshape", context);
    }

    /** A reduction by its newer form: the older one allocates its axes anew at every call. */
    private static Step reduction(String name, BaseReduceOp op, List<INDArray> inputs, List<INDArray> outputs) {
        OpContext context = context(inputs, outputs);
        boolean all = op.dimensions() == null || op.dimensions().length() == 0;
        int[] axes = all ? new int[0] : op.dimensions().toIntVector();
        context.setIArguments(Arrays.stream(axes)
                .filter(axis -> axis != Integer.MAX_VALUE) // all of them
                .asLongStream()
                .toArray());
        if (op instanceof Variance variance) {
            context.setBArguments(op.isKeepDims(), variance.isBiasCorrected());
            String newer = op instanceof StandardDeviation ? "reduce_stdev" : "reduce_variance";
            return custom(name, newer, context);
        }
        context.setBArguments(op.isKeepDims());
        return custom(name, context);
    }

    /** An op by its name, without arguments. */
    public static Step of(String name, List<INDArray> inputs, List<INDArray> outputs) {
        return custom(name, context(inputs, outputs));
    }

    /** {@code out = beta * out + a b}, the operands transposed where asked. */
    public static Step product(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, double beta, INDArray out) {
        OpContext context = context(List.of(a, b), List.of(out));
        context.setIArguments(transposeA ? 1 : 0, transposeB ? 1 : 0, 0);
        context.setTArguments(1.0, beta);
        String name = "product " + shape(a, transposeA) + " " + shape(b, transposeB);
        return custom(name, "matmul", context);
    }

    private static String shape(INDArray matrix, boolean transposed) {
        return Arrays.toString(matrix.shape()) + (transposed ? "^T" : "");
    }

    private static Step custom(String op, OpContext context) {
        return custom(op, op, context);
    }

    /** An op of its own instead of the node's, which knows the whole graph. */
    private static Step custom(String name, String kind, OpContext context) {
        CustomOp op = DynamicCustomOp.builder(kind).build();
        return new StockStep(name, () -> Nd4j.getExecutioner().exec(op, context));
    }

    private static OpContext context(List<INDArray> inputs, List<INDArray> outputs) {
        OpContext context = Nd4j.getExecutioner().buildContext();
        context.setInputArrays(inputs.toArray(INDArray[]::new));
        context.setOutputArrays(outputs.toArray(INDArray[]::new));
        return context;
    }

    /** A copy of an op of the older kind, which carries its arrays itself. */
    private static Op oldStyle(DifferentialFunction source, List<INDArray> inputs, INDArray output) {
        try {
            Op op = (Op) source.getClass().getDeclaredConstructor().newInstance();
            op.setX(inputs.get(0));
            if (inputs.size() > 1) {
                op.setY(inputs.get(1));
            }
            op.setZ(output);
            if (source instanceof BaseOp base && base.extraArgs() != null) {
                ((BaseOp) op).setExtraArgs(base.extraArgs());
            }
            if (op instanceof ScalarOp scalar) {
                scalar.setScalar(((ScalarOp) source).scalar());
            }
            return op;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot set up op " + source.opName(), e);
        }
    }

    @Override
    public void run() {
        action.run();
    }
}
