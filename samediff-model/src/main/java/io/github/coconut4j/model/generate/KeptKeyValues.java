package io.github.coconut4j.model.generate;

import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.io.HostArrays;
import io.github.coconut4j.model.loop.KeyValues;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Keys and values of the columns run so far, for every layer. They lie column by column, {@code [capacity, d, B, H]}, so that a new column is one block and rows and
 * heads, which all do the same, lie side by side; the graphs see them as {@code [B, H, capacity, d]}.
 */
final class KeptKeyValues implements AutoCloseable {
    private final Map<String, INDArray> kept = new HashMap<>();
    private final Map<String, INDArray> own = new HashMap<>();
    private final List<Pair> pairs = new ArrayList<>();

    /** What a column gives, and where it is kept. */
    private record Pair(FloatBuffer own, FloatBuffer kept) {}

    KeptKeyValues(ModelConfig config, GenerationShape shape) {
        for (int layer = 0; layer < config.layers(); layer++) {
            for (String name : List.of(GenerationGraphs.keys(layer), GenerationGraphs.values(layer))) {
                KeyValues.Size size = config.decoder().kept(layer);
                kept.put(name, array(size, shape, shape.capacity()));
                own.put(name, array(size, shape, 1));
                pairs.add(new Pair(HostArrays.floats(own.get(name)), HostArrays.floats(kept.get(name))));
            }
        }
    }

    private static INDArray array(KeyValues.Size size, GenerationShape shape, int columns) {
        return Nd4j.create(DataType.FLOAT, columns, size.width(), shape.rows(), size.heads());
    }

    /** {@code [columns, d, B, H]} as {@code [B, H, columns, d]}. */
    private static INDArray seen(INDArray array) {
        return array.permute(2, 3, 0, 1);
    }

    /** Windows on the first columns, where the question's keys and values go, {@code [B, H, columns, d]}. */
    Map<String, INDArray> first(int columns) {
        Map<String, INDArray> windows = new HashMap<>();
        kept.forEach((name, array) -> windows.put(name, seen(array.get(NDArrayIndex.interval(0, columns)))));
        return windows;
    }

    /** All that is kept, by the names in the graph of a column, {@code [B, H, capacity, d]}. */
    Map<String, INDArray> all() {
        Map<String, INDArray> arrays = new HashMap<>();
        kept.forEach((name, array) -> arrays.put(GenerationGraphs.kept(name), seen(array)));
        return arrays;
    }

    /** Where a column's own keys and values arrive, {@code [B, H, 1, d]}. */
    Map<String, INDArray> own() {
        Map<String, INDArray> arrays = new HashMap<>();
        own.forEach((name, array) -> arrays.put(name, seen(array)));
        return arrays;
    }

    /** Keeps a column's own keys and values. */
    void keep(int column) {
        own.values().forEach(HostArrays::read);
        kept.values().forEach(HostArrays::read);
        for (Pair pair : pairs) {
            int size = pair.own().capacity();
            pair.kept().put(column * size, pair.own(), 0, size);
        }
        kept.values().forEach(HostArrays::written);
    }

    @Override
    public void close() {
        kept.values().forEach(INDArray::close);
        own.values().forEach(INDArray::close);
    }
}
