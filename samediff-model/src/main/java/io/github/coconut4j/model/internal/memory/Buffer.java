package io.github.coconut4j.model.internal.memory;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A run of memory that one or more values of a plan live in: either an array given from outside or a place in the plan's arena. */
public final class Buffer {
    private final long length;
    private final DataType type;
    private INDArray memory;
    private long offset;
    private final boolean external;
    private boolean shared;
    private int first = Integer.MAX_VALUE;
    private int last = -1;

    /** Memory to be found in the arena. */
    public Buffer(long length, DataType type) {
        this.length = length;
        this.type = type;
        this.external = false;
    }

    /** An array that lives outside the plan; always there, never reused. */
    public Buffer(INDArray array) {
        this.length = array.length();
        this.type = array.dataType();
        this.memory = array;
        this.offset = array.offset();
        this.external = true;
    }

    public long length() {
        return length;
    }

    public DataType type() {
        return type;
    }

    public boolean external() {
        return external;
    }

    /** Several values live here side by side, so none may be written over another. */
    public void share() {
        shared = true;
    }

    public boolean shared() {
        return shared || external;
    }

    /** Extends the life of the buffer to a step. */
    public void usedAt(int step) {
        first = Math.min(first, step);
        last = Math.max(last, step);
    }

    public int first() {
        return first;
    }

    public int last() {
        return last;
    }

    /** Whether both are in use at some step, so that they may not overlap in memory. */
    public boolean meets(Buffer other) {
        return first <= other.last && other.first <= last;
    }

    public void place(INDArray arena, long at) {
        memory = arena;
        offset = at;
    }

    public INDArray memory() {
        return memory;
    }

    /** Where the buffer starts in the data buffer of {@link #memory()}. */
    public long offset() {
        return offset;
    }
}
