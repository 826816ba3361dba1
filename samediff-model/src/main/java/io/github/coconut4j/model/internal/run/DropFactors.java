package io.github.coconut4j.model.internal.run;

import io.github.coconut4j.model.dropout.Drop.HeadAxes;
import io.github.coconut4j.model.dropout.DropPlace;
import io.github.coconut4j.model.internal.memory.Arena;
import io.github.coconut4j.model.internal.memory.Buffer;
import io.github.coconut4j.model.io.HostArrays;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The factors that leave numbers out, filled in before every run of a plan: 0, or one over the share that is kept.
 *
 * <p>A factor depends on the noise of the step, the row of the batch, the place in the decoder, and where in the text it stands: its position, for attention weights head
 * and position of the query and position of the key. How rows are spread over streams and micro-batches, and how a batch is filled up, changes nothing.
 */
public final class DropFactors {
    private final List<DropPlace> places;
    private final int question;
    private final Map<DropPlace, Buffer> buffers = new HashMap<>();
    private final Map<String, INDArray> arrays = new HashMap<>();

    /**
     * Factors in an arena, which other plans may use between two runs.
     *
     * @param question columns before the first latent in the plan
     * @throws io.github.coconut4j.model.OutOfPlanMemory when there is no room
     */
    public DropFactors(List<DropPlace> places, int question, Arena arena) {
        this.places = places;
        this.question = question;
        List<Buffer> all = new ArrayList<>();
        for (DropPlace place : places) {
            Buffer buffer = new Buffer(length(place), DataType.FLOAT);
            buffer.usedAt(0); // all at once
            buffers.put(place, buffer);
            all.add(buffer);
        }
        arena.place(all);
        buffers.forEach((place, buffer) -> arrays.put(
                place.name(),
                Nd4j.create(
                        buffer.memory().data(),
                        place.shape(),
                        Nd4j.getStrides(place.shape(), 'c'),
                        buffer.offset(),
                        'c')));
    }

    private static long length(DropPlace place) {
        long length = 1;
        for (long size : place.shape()) {
            length *= size;
        }
        return length;
    }

    /** By the names of their placeholders. */
    public Map<String, INDArray> arrays() {
        return arrays;
    }

    /** Fills in the factors of rows {@code from ..} of a batch. */
    public void fill(TokenBatch batch, int from, long noise) {
        int shift = question - batch.question();
        for (DropPlace place : places) {
            Buffer buffer = buffers.get(place);
            FloatBuffer factors = HostArrays.floats(buffer.memory(), buffer.offset(), buffer.length());
            RandomKeep keep = new RandomKeep(noise, place.number(), place.share());
            for (int row = 0; row < place.rows(); row++) {
                int[] positions = positions(batch, from + row, shift, place.firstColumn() + place.columns());
                if (place.heads() == null) {
                    fillRow(factors, place, row, keep.at(from + row), positions);
                } else {
                    fillWeights(factors, place, row, keep.at(from + row), positions);
                }
            }
        }
        places.stream()
                .findFirst()
                .ifPresent(any -> HostArrays.written(buffers.get(any).memory()));
    }

    /** Position ids of the columns of a row; what fills up has position 0, and its factors change nothing. */
    private static int[] positions(TokenBatch batch, int row, int shift, int columns) {
        int[] positions = new int[columns];
        for (int column = Math.max(0, shift); row < batch.rows() && column < columns; column++) {
            if (column - shift < batch.columns()) {
                positions[column] = batch.position(row, column - shift);
            }
        }
        return positions;
    }

    private static void fillRow(FloatBuffer factors, DropPlace place, int row, RandomKeep keep, int[] positions) {
        for (int column = 0; column < place.columns(); column++) {
            RandomKeep there = keep.at(positions[place.firstColumn() + column]);
            int begin = (column * place.rows() + row) * place.width();
            for (int i = 0; i < place.width(); i++) {
                factors.put(begin + i, there.factor(i));
            }
        }
    }

    private static void fillWeights(FloatBuffer factors, DropPlace place, int row, RandomKeep keep, int[] positions) {
        HeadAxes heads = place.heads();
        int second = heads.further() == 0 ? place.columns() : heads.further();
        for (int one = 0; one < heads.count(); one++) {
            for (int two = 0; two < second; two++) {
                int head = heads.first() + heads.step() * one + (heads.further() == 0 ? 0 : two);
                int column = place.firstColumn() + (heads.further() == 0 ? two : 0);
                RandomKeep there = keep.at(head).at(positions[column]);
                int begin = ((row * heads.count() + one) * second + two) * place.width();
                for (int key = 0; key < place.width(); key++) {
                    factors.put(begin + key, key > column ? 0 : there.factor(positions[key]));
                }
            }
        }
    }
}
