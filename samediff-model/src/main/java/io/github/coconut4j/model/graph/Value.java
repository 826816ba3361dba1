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

    /**
     * A value that nothing computes or reads yet.
     *
     * @param name in the graph
     * @param shape sizes of its axes; none of a scalar
     * @param type of its numbers
     */
    public Value(String name, long[] shape, DataType type) {
        this.name = name;
        this.shape = shape.clone();
        this.type = type;
    }

    /** {@return its name in the graph} */
    public String name() {
        return name;
    }

    /** {@return sizes of the axes, 0 or more of them; not a copy} */
    public long[] shape() {
        return shape.clone();
    }

    /** {@return number of axes} */
    public int rank() {
        return shape.length;
    }

    /**
     * {@return size of one axis}
     *
     * @param axis from 0
     */
    public long size(int axis) {
        return shape[axis];
    }

    /** {@return number of elements} */
    public long length() {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        return length;
    }

    /** {@return the type of its numbers} */
    public DataType type() {
        return type;
    }

    /** {@return the node that computes this value; null for inputs, parameters and constants} */
    public Node producer() {
        return producer;
    }

    /** {@return every reading node, once for each time it reads the value} */
    public List<Node> consumers() {
        return consumers;
    }

    /**
     * {@return whether both have the same sizes}
     *
     * @param other any value
     */
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
