package io.github.coconut4j.model.generate;

import io.github.coconut4j.model.io.HostArrays;
import io.github.coconut4j.model.loop.LoopInputs;
import io.github.coconut4j.model.run.LoopArrays;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What one column of every row reads: an embedding (of a token, or a thought) {@code [B, D]}, a position {@code [B] int}, and which of the kept columns it sees,
 * {@code [B, capacity + 1]}: 0 or {@link LoopInputs#HIDDEN}; the last one is the column itself.
 */
final class ColumnInput implements AutoCloseable {
    private final GenerationShape shape;
    private final int width;
    private final INDArray table;
    private final FloatBuffer words;
    private final INDArray embeddings;
    private final INDArray positions;
    private final INDArray padding;
    private final FloatBuffer embeddingRows;
    private final IntBuffer positionRows;
    private final FloatBuffer paddingRows;

    /**
     * Makes the arrays.
     *
     * @param words token embeddings {@code [V, D]}
     */
    ColumnInput(GenerationShape shape, INDArray words) {
        this.shape = shape;
        this.width = (int) words.size(1);
        this.table = words;
        this.words = HostArrays.floats(words);
        this.embeddings = Nd4j.create(DataType.FLOAT, shape.rows(), width);
        this.positions = Nd4j.create(DataType.INT32, shape.rows());
        this.padding = Nd4j.create(DataType.FLOAT, shape.rows(), shape.capacity() + 1);
        this.embeddingRows = HostArrays.floats(embeddings);
        this.positionRows = HostArrays.ints(positions);
        this.paddingRows = HostArrays.floats(padding);
    }

    Map<String, INDArray> arrays() {
        return Map.of(
                GenerationGraphs.EMBEDDINGS, embeddings, LoopArrays.POSITIONS, positions, LoopArrays.PADDING, padding);
    }

    /**
     * Shows the question's tokens and hides the columns that hold nothing yet.
     *
     * @param question padding of the question, {@code [B, question]}
     */
    void start(FloatBuffer question) {
        HostArrays.read(table); // it may have been trained since
        int columns = shape.question();
        for (int row = 0; row < shape.rows(); row++) {
            int at = row * (shape.capacity() + 1);
            paddingRows.put(at, question, row * columns, columns);
            for (int column = columns; column < shape.capacity(); column++) {
                paddingRows.put(at + column, (float) LoopInputs.HIDDEN);
            }
            paddingRows.put(at + shape.capacity(), 0);
        }
    }

    /** Lets a row's later columns see a column. */
    void show(int row, int column) {
        paddingRows.put(row * (shape.capacity() + 1) + column, 0);
    }

    /** Hides a row's question from its later columns. */
    void hideQuestion(int row) {
        int at = row * (shape.capacity() + 1);
        for (int column = 0; column < shape.question(); column++) {
            paddingRows.put(at + column, (float) LoopInputs.HIDDEN);
        }
    }

    void token(int row, int id, int position) {
        embeddingRows.put(row * width, words, id * width, width);
        positionRows.put(row, position);
    }

    /** A thought: the state of the column before, row {@code row} of {@code [B, D]}. */
    void thought(int row, FloatBuffer states, int position) {
        embeddingRows.put(row * width, states, row * width, width);
        positionRows.put(row, position);
    }

    /** Called when all rows are set. */
    void written() {
        HostArrays.written(embeddings);
        HostArrays.written(positions);
        HostArrays.written(padding);
    }

    @Override
    public void close() {
        embeddings.close();
        positions.close();
        padding.close();
    }
}
