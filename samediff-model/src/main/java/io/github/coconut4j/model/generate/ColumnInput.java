package io.github.coconut4j.model.generate;

import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.io.HostArrays;
import io.github.coconut4j.model.loop.LoopInputs;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What one column of every row reads: a token {@code [B] int} or, where it is latent ({@code [B, 1]}, 1 or 0), a state {@code [B, D]}; a position {@code [B] int}; and which
 * of the kept columns it sees, {@code [B, capacity + 1]}: 0 or {@link LoopInputs#HIDDEN}; the last one is the column itself. With a bottleneck, besides, whether it is
 * behind the thoughts of its row, {@code [B, 1]}, 1 or 0.
 */
final class ColumnInput implements AutoCloseable {
    private final GenerationShape shape;
    private final int width;
    private final Map<String, INDArray> arrays = new HashMap<>();
    private final IntBuffer ids;
    private final FloatBuffer latent;
    private final FloatBuffer states;
    private final IntBuffer positions;
    private final FloatBuffer padding;
    private final FloatBuffer behind;

    ColumnInput(GenerationShape shape, ModelConfig config) {
        int rows = shape.rows();
        this.shape = shape;
        this.width = config.width();
        this.ids = HostArrays.ints(array(LoopInputs.IDS, DataType.INT32, rows));
        this.latent = HostArrays.floats(array(LoopInputs.LATENT, DataType.FLOAT, rows, 1));
        this.states = HostArrays.floats(array(GenerationGraphs.STATES, DataType.FLOAT, rows, width));
        this.positions = HostArrays.ints(array(LoopInputs.POSITIONS, DataType.INT32, rows));
        this.padding = HostArrays.floats(array(LoopInputs.PADDING, DataType.FLOAT, rows, shape.capacity() + 1));
        this.behind = config.loop().bottleneck()
                ? HostArrays.floats(array(GenerationGraphs.BEHIND, DataType.FLOAT, rows, 1))
                : FloatBuffer.allocate(rows); // nobody reads it
    }

    private INDArray array(String name, DataType type, long... size) {
        arrays.put(name, Nd4j.create(type, size));
        return arrays.get(name);
    }

    Map<String, INDArray> arrays() {
        return arrays;
    }

    /**
     * Shows the question's tokens and hides the columns that hold nothing yet.
     *
     * @param question padding of the question, {@code [B, question]}
     */
    void start(FloatBuffer question) {
        int columns = shape.question();
        for (int row = 0; row < shape.rows(); row++) {
            int at = row * (shape.capacity() + 1);
            padding.put(at, question, row * columns, columns);
            for (int column = columns; column < shape.capacity(); column++) {
                padding.put(at + column, (float) LoopInputs.HIDDEN);
            }
            padding.put(at + shape.capacity(), 0);
            behind.put(row, 0);
        }
    }

    /** Lets a row's later columns see a column. */
    void show(int row, int column) {
        padding.put(row * (shape.capacity() + 1) + column, 0);
    }

    /** Says that a row's column is behind its thoughts. */
    void behindThoughts(int row) {
        behind.put(row, 1);
    }

    void token(int row, int id, int position) {
        ids.put(row, id);
        latent.put(row, 0);
        positions.put(row, position);
    }

    /** A thought: the state of the column before, row {@code row} of {@code [B, D]}. */
    void thought(int row, FloatBuffer before, int position) {
        states.put(row * width, before, row * width, width);
        latent.put(row, 1);
        positions.put(row, position);
    }

    /** Called when all rows are set. */
    void written() {
        arrays.values().forEach(HostArrays::written);
    }

    @Override
    public void close() {
        arrays.values().forEach(INDArray::close);
    }
}
