package io.github.coconut4j.model;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Keys {@code [B, H, d, capacity]} and values {@code [B, H, capacity, d]} of the columns run so far, for every layer. Keys lie transposed: the scores of a single
 * query are then a sum of long rows and not many short products.
 */
final class KeptKeyValues implements AutoCloseable {
    private final int capacity;
    private final int headWidth;
    private final Map<String, INDArray> kept = new HashMap<>();
    private final Map<String, INDArray> own = new HashMap<>();
    private final List<Layer> layers = new ArrayList<>();
    private final float[] head;

    private record Layer(FloatBuffer ownKeys, FloatBuffer ownValues, FloatBuffer keys, FloatBuffer values) {}

    KeptKeyValues(Gpt2Config config, GenerationShape shape) {
        this.capacity = shape.capacity();
        this.headWidth = config.headWidth();
        this.head = new float[headWidth];
        long rows = shape.rows();
        for (int layer = 0; layer < config.layers(); layer++) {
            String keys = GenerationGraphs.keys(layer);
            String values = GenerationGraphs.values(layer);
            kept.put(keys, Nd4j.create(DataType.FLOAT, rows, config.heads(), headWidth, capacity));
            kept.put(values, Nd4j.create(DataType.FLOAT, rows, config.heads(), capacity, headWidth));
            own.put(keys, Nd4j.create(DataType.FLOAT, rows, config.heads(), 1, headWidth));
            own.put(values, Nd4j.create(DataType.FLOAT, rows, config.heads(), 1, headWidth));
            layers.add(new Layer(
                    HostArrays.floats(own.get(keys)),
                    HostArrays.floats(own.get(values)),
                    HostArrays.floats(kept.get(keys)),
                    HostArrays.floats(kept.get(values))));
        }
    }

    /** Windows on the first columns, where the question's keys and values go. */
    Map<String, INDArray> first(int columns) {
        INDArrayIndex all = NDArrayIndex.all();
        INDArrayIndex window = NDArrayIndex.interval(0, columns);
        Map<String, INDArray> windows = new HashMap<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            String keys = GenerationGraphs.keys(layer);
            String values = GenerationGraphs.values(layer);
            windows.put(keys, kept.get(keys).get(all, all, all, window));
            windows.put(values, kept.get(values).get(all, all, window, all));
        }
        return windows;
    }

    /** All that is kept, by the names in the graph of a column. */
    Map<String, INDArray> all() {
        Map<String, INDArray> arrays = new HashMap<>();
        kept.forEach((name, array) -> arrays.put(GenerationGraphs.kept(name), array));
        return arrays;
    }

    /** Where a column's own keys and values arrive, {@code [B, H, 1, d]}. */
    Map<String, INDArray> own() {
        return own;
    }

    /** Keeps a column's own keys and values. */
    void keep(int column) {
        own.values().forEach(HostArrays::read);
        kept.values().forEach(HostArrays::read);
        for (Layer layer : layers) {
            int heads = layer.ownKeys().capacity() / headWidth;
            for (int i = 0; i < heads; i++) {
                layer.ownKeys().get(i * headWidth, head);
                for (int j = 0; j < headWidth; j++) {
                    layer.keys().put((i * headWidth + j) * capacity + column, head[j]);
                }
                layer.values().put((i * capacity + column) * headWidth, layer.ownValues(), i * headWidth, headWidth);
            }
        }
        kept.values().forEach(HostArrays::written);
    }

    @Override
    public void close() {
        kept.values().forEach(INDArray::close);
        own.values().forEach(INDArray::close);
    }
}
