package io.github.coconut4j.model.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;

/** One operation of a {@link Graph}: a SameDiff op with the values it reads and writes. */
public final class Node {
    private final String op;
    private final List<Value> inputs;
    private final List<Value> outputs;
    private final DifferentialFunction source;

    Node(DifferentialFunction source, List<Value> inputs, List<Value> outputs) {
        this.op = source.opName();
        this.source = source;
        this.inputs = new ArrayList<>(inputs);
        this.outputs = List.copyOf(outputs);
        inputs.forEach(value -> value.consumers().add(this));
        outputs.forEach(value -> value.producedBy(this));
    }

    /** {@return libnd4j's name of the operation, for example {@code matmul}} */
    public String op() {
        return op;
    }

    /** {@return the values it reads, in order} */
    public List<Value> inputs() {
        return inputs;
    }

    /**
     * {@return one of the values it reads}
     *
     * @param i its place among the inputs, from 0
     */
    public Value input(int i) {
        return inputs.get(i);
    }

    /** {@return the values it computes, in order} */
    public List<Value> outputs() {
        return outputs;
    }

    /** {@return the only output, or the first of several} */
    public Value output() {
        return outputs.get(0);
    }

    /** {@return the SameDiff op this node stands for} */
    public DifferentialFunction source() {
        return source;
    }

    /** {@return integer arguments; none for the old-style ops} */
    public long[] integers() {
        return source instanceof DynamicCustomOp custom ? custom.iArgs() : new long[0];
    }

    /** {@return the number an op between an array and a scalar works with} */
    public double scalar() {
        return ((ScalarOp) source).scalar().getDouble(0);
    }

    /** {@return the axes a reduction runs over, counted from 0; all of them when it names none} */
    public int[] reducedAxes() {
        int rank = input(0).rank();
        int[] axes;
        if (source instanceof ReduceOp reduce) {
            axes = reduce.dimensions() == null || reduce.dimensions().isEmpty()
                    ? new int[0]
                    : reduce.dimensions().toIntVector();
        } else {
            axes = Arrays.stream(integers()).mapToInt(Math::toIntExact).toArray();
        }
        boolean all = axes.length == 0 || axes[0] == Integer.MAX_VALUE;
        return all
                ? IntStream.range(0, rank).toArray()
                : Arrays.stream(axes).map(axis -> Math.floorMod(axis, rank)).toArray();
    }

    /** {@return whether a reduction runs over the last axis alone} */
    public boolean reducesLastAxis() {
        return source instanceof ReduceOp && Arrays.equals(reducedAxes(), new int[] {input(0).rank() - 1});
    }

    /**
     * {@return whether the i-th operand of a product is read transposed}
     *
     * @param operand 0 for the left one, 1 for the right one
     */
    public boolean transposed(int operand) {
        long[] flags = integers();
        return flags.length > operand && flags[operand] != 0;
    }

    @Override
    public String toString() {
        return op + inputs + " -> " + outputs;
    }
}
