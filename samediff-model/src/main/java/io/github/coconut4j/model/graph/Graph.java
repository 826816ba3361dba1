package io.github.coconut4j.model.graph;

import io.github.coconut4j.model.ModelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The operations of a SameDiff graph that some outputs depend on, in an order that can be run, every shape known. Placeholders must have fixed shapes.
 */
public final class Graph {
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, INDArray> constants = new LinkedHashMap<>();
    private final Set<String> fixed = new HashSet<>();

    private Graph() {}

    /**
     * Reads what is needed for the given outputs.
     *
     * @param sd whose placeholders have fixed shapes
     * @param outputs names of what is to be computed
     * @return their nodes and values alone, whatever else {@code sd} holds
     * @throws ModelException when a placeholder has no fixed shape
     */
    public static Graph of(SameDiff sd, Collection<String> outputs) {
        Graph graph = new Graph();
        try (ShapeProbe probe = new ShapeProbe()) {
            for (SameDiffOp op : needed(sd, outputs)) {
                graph.add(sd, op, probe);
            }
        }
        for (String output : outputs) {
            graph.leaf(sd, output);
        }
        return graph;
    }

    /** {@return operations in creation order, which is an order of computation} */
    public List<Node> nodes() {
        return nodes;
    }

    /** {@return all values by name} */
    public Map<String, Value> values() {
        return values;
    }

    /**
     * {@return the value of a name; null if there is none}
     *
     * @param name in the graph
     */
    public Value value(String name) {
        return values.get(name);
    }

    /** {@return arrays the graph carries itself: constants, and variables as they stand} */
    public Map<String, INDArray> constants() {
        return constants;
    }

    /**
     * {@return whether a value is a constant: the same at every run, whatever is learned in between}
     *
     * @param value of this graph
     */
    public boolean isFixed(Value value) {
        return fixed.contains(value.name());
    }

    /** {@return floating-point operations of all matrix products: two for each multiplication} */
    public long productOperations() {
        long operations = 0;
        for (Node node : nodes) {
            if (node.op().equals("matmul")) {
                Value a = node.input(0);
                long inner = a.size(node.transposed(0) ? a.rank() - 2 : a.rank() - 1);
                operations += 2 * inner * node.output().length();
            }
        }
        return operations;
    }

    private static Deque<SameDiffOp> needed(SameDiff sd, Collection<String> outputs) {
        Set<String> wanted = new HashSet<>(outputs);
        Deque<SameDiffOp> needed = new ArrayDeque<>();
        List<SameDiffOp> ops = new ArrayList<>(sd.getOps().values());
        for (int i = ops.size() - 1; i >= 0; i--) {
            SameDiffOp op = ops.get(i);
            if (op.getOutputsOfOp().stream().anyMatch(wanted::contains)) {
                if (op.getInputsToOp() != null) {
                    wanted.addAll(op.getInputsToOp());
                }
                needed.addFirst(op);
            }
        }
        return needed;
    }

    private void add(SameDiff sd, SameDiffOp op, ShapeProbe probe) {
        List<Value> inputs = new ArrayList<>();
        if (op.getInputsToOp() != null) {
            for (String name : op.getInputsToOp()) {
                inputs.add(leaf(sd, name));
            }
        }
        List<LongShapeDescriptor> shapes = probe.outputs(op.getOp(), inputs, constants);
        List<Value> outputs = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            String name = op.getOutputsOfOp().get(i);
            Value value =
                    new Value(name, shapes.get(i).getShape(), shapes.get(i).dataType());
            values.put(name, value);
            outputs.add(value);
        }
        nodes.add(new Node(op.getOp(), inputs, outputs));
    }

    private Value leaf(SameDiff sd, String name) {
        Value known = values.get(name);
        if (known != null) {
            return known;
        }
        SDVariable variable = sd.getVariable(name);
        long[] shape = variable.getShape();
        boolean carried = variable.getVariableType() == VariableType.CONSTANT
                || variable.getVariableType() == VariableType.VARIABLE;
        if (variable.getVariableType() == VariableType.CONSTANT) {
            fixed.add(name);
        }
        if (carried) {
            INDArray array = variable.getArr();
            constants.put(name, array);
            shape = array.shape();
        }
        if (shape == null || java.util.Arrays.stream(shape).anyMatch(size -> size < 0)) {
            throw new ModelException("Placeholder " + name + " needs a fixed shape before the graph can be planned.");
        }
        Value value = new Value(name, shape, variable.dataType());
        values.put(name, value);
        return value;
    }

    /** Asks libnd4j for output shapes; inputs are stood in for by windows on one scratch buffer per type. */
    private static final class ShapeProbe implements AutoCloseable {
        private final Map<DataType, INDArray> scratch = new HashMap<>();
        private final List<INDArray> owned = new ArrayList<>();

        List<LongShapeDescriptor> outputs(
                DifferentialFunction op, List<Value> inputs, Map<String, INDArray> constants) {
            if (op instanceof DynamicCustomOp custom) {
                INDArray[] arrays = inputs.stream()
                        .map(value -> constants.getOrDefault(value.name(), standIn(value)))
                        .toArray(INDArray[]::new);
                return custom(custom, arrays);
            }
            return List.of(oldStyle(op, inputs.get(0)));
        }

        /** Ops of the older kind tell their shapes only with arrays in them. */
        private static LongShapeDescriptor oldStyle(DifferentialFunction op, Value x) {
            long[] shape = op instanceof ReduceOp reduce ? reduced(x.shape(), reduce) : x.shape();
            DataType type =
                    switch (op.opType()) {
                        case TRANSFORM_SAME, TRANSFORM_STRICT, SCALAR, REDUCE_SAME -> x.type();
                        case TRANSFORM_FLOAT, REDUCE_FLOAT, VARIANCE, SUMMARYSTATS ->
                            x.type().isFPType() ? x.type() : Nd4j.defaultFloatingPointType();
                        case TRANSFORM_BOOL, SCALAR_BOOL -> DataType.BOOL;
                        default ->
                            throw new ModelException(
                                    "Op " + op.opName()
                                            + " cannot be planned: libnd4j has it in an older form only. Write it with other ops.");
                    };
            return LongShapeDescriptor.fromShape(shape, type);
        }

        private static List<LongShapeDescriptor> custom(DynamicCustomOp op, INDArray[] inputs) {
            OpContext context = Nd4j.getExecutioner().buildContext();
            context.setInputArrays(inputs);
            context.setIArguments(op.iArgs());
            context.setTArguments(op.tArgs());
            context.setBArguments(op.bArgs());
            return Nd4j.getExecutioner().calculateOutputShape((CustomOp) op, context);
        }

        private static long[] reduced(long[] shape, ReduceOp op) {
            int[] axes = op.dimensions() == null ? new int[0] : op.dimensions().toIntVector();
            boolean all = axes.length == 0 || axes[0] == Integer.MAX_VALUE;
            List<Long> sizes = new ArrayList<>();
            for (int axis = 0; axis < shape.length; axis++) {
                int current = axis;
                boolean gone =
                        all || java.util.Arrays.stream(axes).anyMatch(a -> Math.floorMod(a, shape.length) == current);
                if (!gone) {
                    sizes.add(shape[axis]);
                } else if (op.isKeepDims()) {
                    sizes.add(1L);
                }
            }
            return sizes.stream().mapToLong(Long::longValue).toArray();
        }

        private INDArray standIn(Value value) {
            INDArray flat = scratch.get(value.type());
            if (flat == null || flat.length() < value.length()) {
                flat = Nd4j.createUninitialized(value.type(), Math.max(1, value.length()));
                scratch.put(value.type(), flat);
                owned.add(flat);
            }
            long[] shape = value.shape();
            long[] strides = new long[shape.length];
            long stride = 1;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                strides[axis] = stride;
                stride *= shape[axis];
            }
            return Nd4j.create(flat.data(), shape, strides, 0, 'c');
        }

        @Override
        public void close() {
            owned.forEach(INDArray::close);
        }
    }
}
