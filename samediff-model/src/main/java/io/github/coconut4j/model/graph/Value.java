package io.github.coconut4j.model.graph;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** One array of a {@link Graph}: its name, fixed shape and type, who makes it and who reads it. */
public final class Value {
    private final String name;
    private final long[] shape;
    private final DataType type;
    private Node producer;
    private final List<Node> consumers = new ArrayList<>();

    /** A value that nothing computes or reads yet. */
    public Value(String name, long[] shape, DataType type) {
        this.name = name;
        this.shape = shape.clone();
        this.type = type;
    }

    /** In the graph. */
    public String name() {
        return name;
    }

    /** Sizes of the axes. */
    public long[] shape() {
        return shape.clone();
    }

    /** Number of axes. */
    public int rank() {
        return shape.length;
    }

    /** Size of one axis. */
    public long size(int axis) {
        return shape[axis];
    }

    /** Number of elements. */
    public long length() {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        return length;
    }

    /** Of its numbers. */
    public DataType type() {
        return type;
    }

    /** The node that computes this value; null for inputs, parameters and constants. */
    public Node producer() {
        return producer;
    }

    /** Every reading node, once for each time it reads the value. */
    public List<Node> consumers() {
        return consumers;
    }

    /** Whether both have the same sizes. */
    public boolean sameShape(Value other) {
        return java.util.Arrays.equals(shape, other.shape);
    }

    void producedBy(Node node) {
        producer = node;
    }

    @Override
    public String toString() {
        return name + java.util.Arrays.toString(shape);
    }
}
