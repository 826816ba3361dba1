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
    private final int rows;

    /** What a column gives, and where it is kept. */
    private record Pair(FloatBuffer own, FloatBuffer kept, KeyValues.Size size) {
        int numbers() {
            return size.heads() * size.width();
        }
    }

    KeptKeyValues(ModelConfig config, GenerationShape shape) {
        rows = shape.rows();
        for (int layer = 0; layer < config.layers(); layer++) {
            for (String name : List.of(GenerationGraphs.keys(layer), GenerationGraphs.values(layer))) {
                KeyValues.Size size = config.decoder().kept(layer);
                kept.put(name, array(size, shape, shape.capacity()));
                own.put(name, array(size, shape, 1));
                pairs.add(new Pair(HostArrays.floats(own.get(name)), HostArrays.floats(kept.get(name)), size));
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

    /** Numbers that a column keeps for a row: keys, then values of each layer, head by head. */
    int width() {
        return pairs.stream().mapToInt(Pair::numbers).sum();
    }

    /** What a column has left in some rows, {@code [n, F]}; a copy. */
    INDArray read(int column, int... some) {
        kept.values().forEach(HostArrays::read);
        INDArray copy = Nd4j.create(DataType.FLOAT, some.length, width());
        FloatBuffer numbers = HostArrays.floats(copy);
        each(column, some, (pair, at, number) -> numbers.put(number, pair.kept().get(at)));
        HostArrays.written(copy);
        return copy;
    }

    /** Puts other keys and values, {@code [n, F]}, in the place of what a column has left in some rows. */
    void replace(int column, int[] some, INDArray others) {
        kept.values().forEach(HostArrays::read);
        HostArrays.read(others);
        FloatBuffer numbers = HostArrays.floats(others);
        each(column, some, (pair, at, number) -> pair.kept().put(at, numbers.get(number)));
        kept.values().forEach(HostArrays::written);
    }

    private interface Place {
        void visit(Pair pair, int at, int number);
    }

    /** Every number of some rows in a column: where it is kept, and where it stands among those of all these rows. */
    private void each(int column, int[] some, Place place) {
        int number = 0;
        for (int row : some) {
            for (Pair pair : pairs) {
                for (int head = 0; head < pair.size.heads(); head++) {
                    for (int d = 0; d < pair.size.width(); d++) {
                        int at = ((column * pair.size.width() + d) * rows + row) * pair.size.heads() + head;
                        place.visit(pair, at, number++);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        kept.values().forEach(INDArray::close);
        own.values().forEach(INDArray::close);
    }
}
