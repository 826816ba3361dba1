package io.github.coconut4j.model.internal.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.internal.memory.View;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Products and copies on windows of larger arrays, against sums written out. */
class ProductsTest {
    /** Sums of at most 12 products of numbers below 1 in float. */
    private static final double TOLERANCE = 1e-5;

    @RepeatedTest(100)
    void smallMatricesOfAnyLayout(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        boolean batched = random.nextBoolean();
        boolean adds = random.nextBoolean();
        boolean transposeA = random.nextBoolean();
        boolean transposeB = !transposeA && random.nextBoolean();
        long[] sizes = random.longs(3, 1, 12).toArray();
        View a = window(random, batched, transposeA ? sizes[2] : sizes[0], transposeA ? sizes[0] : sizes[2], true);
        View b = window(random, batched, transposeB ? sizes[1] : sizes[2], transposeB ? sizes[2] : sizes[1], true);
        View out = window(random, batched, sizes[0], sizes[1], false);
        double[] expected = product(a, transposeA, b, transposeB, adds, out);

        Step step = batched
                ? SmallProducts.of(a, transposeA, b, transposeB, adds, out, new LaneScratch())
                : BlasProduct.of(a, transposeA, b, transposeB, adds, out);
        step = step == null
                ? StockStep.product(a.array(), transposeA, b.array(), transposeB, adds ? 1 : 0, out.array())
                : step;
        step.run();

        double[] actual = elements(out);
        IntStream.range(0, actual.length)
                .forEach(i -> assertThat(actual[i]).as("element " + i).isCloseTo(expected[i], within(TOLERANCE)));
    }

    @Test
    void largeOrBatchedProductsAreLeftToOthers() {
        View large = View.of(Nd4j.create(DataType.FLOAT, 100, 100));
        assertThat(BlasProduct.of(large, false, large, false, false, View.of(Nd4j.create(DataType.FLOAT, 100, 100))))
                .isNull();
        View batch = View.of(Nd4j.create(DataType.FLOAT, 2, 3, 3));
        assertThat(BlasProduct.of(batch, false, batch, false, false, batch)).isNull();
    }

    @RepeatedTest(30)
    void copiesTurnMatrices(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        View from = window(random, true, 1 + random.nextInt(6), 1 + random.nextInt(6), false)
                .transpose();
        View to = window(random, true, from.shape()[1], from.shape()[2], false);
        Copy.of(from, to, new LaneScratch()).run();
        assertThat(elements(to)).isEqualTo(elements(from));
    }

    /** A window on random numbers, with gaps between its lines, which are columns half of the time if asked. */
    private static View window(Random random, boolean batched, long rows, long columns, boolean anyLayout) {
        boolean turned = anyLayout && random.nextBoolean();
        long lines = turned ? columns : rows;
        long length = turned ? rows : columns;
        long[] shape = batched ? new long[] {2, lines + 1, length + 3} : new long[] {lines + 1, length + 3};
        INDArray array = Nd4j.create(DataType.FLOAT, shape);
        for (long i = 0; i < array.length(); i++) {
            array.data().put(i, random.nextFloat() - 0.5f);
        }
        int rank = shape.length;
        View view = View.of(array).slice(rank - 2, 1, lines + 1).slice(rank - 1, 2, length + 2);
        return turned ? view.transpose() : view;
    }

    private static double[] elements(View view) {
        View rows = view.contiguousRows() ? view : view.transpose();
        FloatBuffer memory = rows.floats();
        long[] shape = view.shape();
        long[] strides = view.strides();
        double[] elements = new double[Math.toIntExact(view.length())];
        for (int i = 0; i < elements.length; i++) {
            long rest = i;
            long offset = 0;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                offset += rest % shape[axis] * strides[axis];
                rest /= shape[axis];
            }
            elements[i] = memory.get(Math.toIntExact(offset));
        }
        return elements;
    }

    private static double[] product(View a, boolean transposeA, View b, boolean transposeB, boolean adds, View out) {
        double[] left = elements(transposeA ? a.transpose() : a);
        double[] right = elements(transposeB ? b.transpose() : b);
        double[] sums = adds ? elements(out) : new double[Math.toIntExact(out.length())];
        int rank = out.shape().length;
        int rows = (int) out.shape()[rank - 2];
        int columns = (int) out.shape()[rank - 1];
        int inner = left.length / (sums.length / columns);
        for (int i = 0; i < sums.length; i++) {
            int matrix = i / (rows * columns);
            int row = i / columns % rows;
            int column = i % columns;
            for (int k = 0; k < inner; k++) {
                sums[i] += left[(matrix * rows + row) * inner + k] * right[(matrix * inner + k) * columns + column];
            }
        }
        return sums;
    }
}
