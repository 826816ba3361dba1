package io.github.coconut4j.model.internal.run;

import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.io.HostArrays;
import io.github.coconut4j.model.loop.LoopInputs;
import io.github.coconut4j.model.loop.LoopLabels;
import io.github.coconut4j.model.loop.LoopShape;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The input arrays of one plan of a latent loop, filled from a slice of a batch's rows: time-major, padded to the plan's sizes. Rows and columns that only fill up
 * are padding without labels and change nothing.
 */
public final class LoopArrays implements AutoCloseable {
    private final LoopShape shape;
    private final LabelShape labels;
    private final int padId;
    private final int latentId;
    private final Map<String, INDArray> arrays = new HashMap<>();

    /** Makes the arrays of a plan; {@code labels} is null when it predicts nothing. */
    public LoopArrays(LoopShape shape, LabelShape labels, LatentTokens tokens) {
        this.shape = shape;
        this.labels = labels;
        this.padId = tokens.pad();
        this.latentId = tokens.latent();
        int rows = shape.rows();
        arrays.put(LoopInputs.IDS, Nd4j.create(DataType.INT32, (long) shape.wordColumns() * rows));
        arrays.put(LoopInputs.POSITIONS, Nd4j.create(DataType.INT32, (long) shape.columns() * rows));
        arrays.put(LoopInputs.PADDING, Nd4j.create(DataType.FLOAT, rows, shape.columns()));
        if (shape.ragged()) {
            arrays.put(LoopInputs.LATENT, Nd4j.create(DataType.FLOAT, (long) shape.thoughts() * rows, 1));
        }
        if (labels != null) {
            arrays.put(LoopLabels.TARGETS, Nd4j.create(DataType.INT32, labels.size(shape)));
            arrays.put(LoopLabels.WEIGHTS, Nd4j.create(DataType.FLOAT, labels.size(shape)));
            if (labels.gathered()) {
                arrays.put(LoopLabels.ROWS, Nd4j.create(DataType.INT32, labels.size(shape)));
            }
        }
    }

    public Map<String, INDArray> arrays() {
        return arrays;
    }

    /** Fills in rows {@code from ..} of a batch. */
    public void fill(TokenBatch batch, int from) {
        int shift = shape.question() - batch.question();
        IntBuffer ids = ints(LoopInputs.IDS);
        IntBuffer positions = ints(LoopInputs.POSITIONS);
        FloatBuffer padding = floats(LoopInputs.PADDING);
        FloatBuffer latent = shape.ragged() ? floats(LoopInputs.LATENT) : null;
        int rows = shape.rows();
        for (int row = 0; row < rows; row++) {
            int source = (from + row) * batch.columns() - shift;
            boolean real = from + row < batch.rows();
            for (int column = 0; column < shape.columns(); column++) {
                boolean inside = real && column >= shift && column - shift < batch.columns();
                boolean token = inside && batch.mask()[source + column] != 0;
                int id = inside ? batch.ids()[source + column] : padId;
                positions.put(column * rows + row, inside ? batch.positions()[source + column] : 0);
                padding.put(row * shape.columns() + column, token ? 0 : (float) LoopInputs.HIDDEN);
                int thought = column - shape.question();
                boolean latentColumn = thought >= 0 && thought < shape.thoughts();
                if (latentColumn && latent != null) {
                    latent.put(thought * rows + row, id == latentId ? 1 : 0);
                }
                if (!latentColumn || latent != null) {
                    int word = latentColumn || thought < 0 || latent != null ? column : column - shape.thoughts();
                    ids.put(word * rows + row, id);
                }
            }
        }
        if (labels != null) {
            fillLabels(batch, from, shift);
        }
        arrays.values().forEach(HostArrays::written);
    }

    private void fillLabels(TokenBatch batch, int from, int shift) {
        IntBuffer targets = ints(LoopLabels.TARGETS);
        FloatBuffer weights = floats(LoopLabels.WEIGHTS);
        IntBuffer places = labels.gathered() ? ints(LoopLabels.ROWS) : null;
        int rows = shape.rows();
        int size = labels.size(shape);
        for (int i = 0; i < size; i++) {
            targets.put(i, 0);
            weights.put(i, 0);
            if (places != null) {
                places.put(i, 0);
            }
        }
        int next = 0;
        for (int column = labels.first(); column < shape.columns() - 1; column++) {
            for (int row = 0; row < rows && from + row < batch.rows(); row++) {
                int labelColumn = column + 1 - shift;
                boolean inside = labelColumn >= 0 && labelColumn < batch.columns();
                int label =
                        inside ? batch.labels()[(from + row) * batch.columns() + labelColumn] : LoopLabels.UNLABELLED;
                if (label == LoopLabels.UNLABELLED) {
                    continue;
                }
                int place = (column - labels.first()) * rows + row;
                int at = places == null ? place : next++;
                if (places != null) {
                    places.put(at, place);
                }
                targets.put(at, label);
                weights.put(at, 1);
            }
        }
    }

    private IntBuffer ints(String name) {
        return HostArrays.ints(arrays.get(name));
    }

    private FloatBuffer floats(String name) {
        return HostArrays.floats(arrays.get(name));
    }

    @Override
    public void close() {
        arrays.values().forEach(INDArray::close);
    }
}
