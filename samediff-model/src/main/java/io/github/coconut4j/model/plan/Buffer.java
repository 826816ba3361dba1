package io.github.coconut4j.model.plan;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A run of memory that one or more values of a plan live in: either an array given from outside or a place in the plan's arena. */
final class Buffer {
    private final long length;
    private final DataType type;
    private INDArray memory;
    private long offset;
    private final boolean external;
    private boolean shared;
    private int first = Integer.MAX_VALUE;
    private int last = -1;

    /** Memory to be found in the arena. */
    Buffer(long length, DataType type) {
        this.length = length;
        this.type = type;
        this.external = false;
    }

    /** An array that lives outside the plan; always there, never reused. */
    Buffer(INDArray array) {
        this.length = array.length();
        this.type = array.dataType();
        this.memory = array;
        this.offset = array.offset();
        this.external = true;
    }

    long length() {
        return length;
    }

    DataType type() {
        return type;
    }

    boolean external() {
        return external;
    }

    /** Several values live here side by side, so none may be written over another. */
    void share() {
        shared = true;
    }

    boolean shared() {
        return shared || external;
    }

    /** Extends the life of the buffer to a step. */
    void usedAt(int step) {
        first = Math.min(first, step);
        last = Math.max(last, step);
    }

    int first() {
        return first;
    }

    int last() {
        return last;
    }

    /** Whether both are in use at some step, so that they may not overlap in memory. */
    boolean meets(Buffer other) {
        return first <= other.last && other.first <= last;
    }

    void place(INDArray arena, long at) {
        memory = arena;
        offset = at;
    }

    INDArray memory() {
        return memory;
    }

    /** Where the buffer starts in the data buffer of {@link #memory()}. */
    long offset() {
        return offset;
    }
}
