package io.github.coconut4j.model.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.internal.memory.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What lowering, fusion and placement make of a graph computes the same as plain SameDiff. Tolerance: rounding of a dozen float operations in another order. */
class FusionTest {
    private static final double TOLERANCE = 1e-5;
    /** More than one block of a row kernel. */
    private static final int ROWS = 700;

    private static final int WIDTH = 6;

    private final SameDiff sd = SameDiff.create();
    private final Map<String, INDArray> inputs = new HashMap<>();
    private final Random random = new Random(5);

    private SDVariable input(String name, long... shape) {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        float[] numbers = new float[(int) length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        inputs.put(name, Nd4j.createFromArray(numbers).reshape(shape));
        return sd.placeHolder(name, DataType.FLOAT, shape);
    }

    private void assertFastEqualsSameDiff(SDVariable... wanted) {
        List<String> names = new ArrayList<>();
        for (SDVariable variable : wanted) {
            names.add(variable.name());
        }
        sd.setEnableCache(false);
        Map<String, INDArray> expected = sd.output(new HashMap<>(inputs), names);
        Graph graph = Graph.of(sd, names);
        Map<String, INDArray> outputs = new HashMap<>();
        names.forEach(name ->
                outputs.put(name, Nd4j.create(DataType.FLOAT, graph.value(name).shape())));
        try (Arena arena = new Arena()) {
            Plan plan = Plan.compile(graph, new Bindings(inputs, outputs, Map.of()), Mode.FAST, arena);
            plan.run();
            plan.run();
        }
        names.forEach(name -> assertThat(Relative.error(outputs.get(name), expected.get(name)))
                .as(name)
                .isLessThan(TOLERANCE));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void randomElementWiseGraphs(long seed) {
        random.setSeed(seed);
        List<SDVariable> whole = new ArrayList<>(List.of(input("x", ROWS, WIDTH), input("y", ROWS, WIDTH)));
        List<SDVariable> columns = new ArrayList<>(List.of(input("column", ROWS, 1)));
        SDVariable bias = input("bias", WIDTH);
        for (int i = 0; i < 14; i++) {
            SDVariable a = pick(whole);
            SDVariable column = pick(columns);
            switch (random.nextInt(10)) {
                case 0 -> whole.add(a.add(pick(whole)));
                case 1 -> whole.add(a.sub(column));
                case 2 -> whole.add(a.mul(pick(whole)).mul(0.5));
                case 3 -> whole.add(sd.math.tanh(a).add(bias));
                case 4 -> whole.add(sd.nn.sigmoid(a).mul(column));
                case 5 -> whole.add(sd.nn.softmax(a, 1));
                case 6 -> columns.add(sd.mean(a, true, 1));
                case 7 -> columns.add(sd.math.pow(column.mul(column).add(0.7), -0.5));
                case 8 -> whole.add(a.div(sd.math.exp(sd.math.tanh(pick(whole)))));
                default -> whole.add(column.sub(a));
            }
        }
        assertFastEqualsSameDiff(
                whole.get(whole.size() - 1),
                pick(whole).add(pick(whole)),
                columns.get(columns.size() - 1).mul(2));
    }

    private SDVariable pick(List<SDVariable> from) {
        return from.get(random.nextInt(from.size()));
    }

    @Test
    void rowsReadThroughWindowsThatOverlapAreNotWrittenOver() {
        SDVariable whole = sd.math.tanh(input("x", ROWS + 1, WIDTH));
        SDVariable upper = Slices.range(whole, 2, 0, 0, ROWS);
        SDVariable lower = Slices.range(whole, 2, 0, 1, ROWS + 1);
        assertFastEqualsSameDiff(product(lower.mul(upper).add(1)));
    }

    @Test
    void rowsReadTransposedAreNotWrittenOver() {
        int side = 30;
        SDVariable x =
                sd.reshape(sd.mmul(input("a", (long) side * side, WIDTH), input("b", WIDTH, WIDTH)), side, side, WIDTH);
        SDVariable mixed = sd.permute(x, 1, 0, 2).sub(x.mul(2));
        assertFastEqualsSameDiff(product(sd.reshape(mixed, (long) side * side, WIDTH)));
    }

    @Test
    void valuesThatDieTogetherGiveTheirPlacesToDifferentResults() {
        SDVariable x = sd.mmul(input("a", ROWS, WIDTH), input("b", WIDTH, WIDTH));
        SDVariable same = sd.reshape(x, ROWS, WIDTH);
        SDVariable sum = sd.math.tanh(x.add(same));
        SDVariable difference = sd.math.exp(x.mul(0.1).sub(same));
        assertFastEqualsSameDiff(product(sum), product(difference));
    }

    @Test
    void sumOfTwoProducts() {
        assertFastEqualsSameDiff(twoProducts(ROWS));
    }

    @Test
    void sumOfTwoProductsThatIsReadOn() {
        assertFastEqualsSameDiff(sd.math.tanh(twoProducts(ROWS)));
    }

    @Test
    void sumOfAProductAndAProductOfOneRow() {
        assertFastEqualsSameDiff(sd.math.tanh(twoProducts(1)));
        assertFastEqualsSameDiff(sd.math.tanh(twoProducts("e", "f", 1, ROWS)));
    }

    private SDVariable twoProducts(int secondRows) {
        return twoProducts("c", "d", ROWS, secondRows);
    }

    private SDVariable twoProducts(String left, String right, int firstRows, int secondRows) {
        SDVariable first = sd.mmul(input("a" + left, firstRows, WIDTH), input("b" + right, WIDTH, WIDTH));
        return first.add(sd.mmul(input(left, secondRows, WIDTH), input(right, WIDTH, WIDTH)));
    }

    @Test
    void concatenationsOfPartsThatOthersReadToo() {
        SDVariable x = sd.math.tanh(input("x", ROWS, WIDTH));
        SDVariable y = sd.math.exp(input("y", ROWS, WIDTH));
        SDVariable both = sd.concat(0, x, y);
        SDVariable twice = sd.concat(0, x, x);
        SDVariable beside = sd.concat(1, y, x);
        assertFastEqualsSameDiff(product(both), product(twice), sd.math.tanh(beside), x.add(y));
    }

    @Test
    void headsAreSplitAndMergedWithoutMixing() {
        int rows = 3;
        int columns = 5;
        Function<SDVariable, SDVariable> heads =
                v -> sd.permute(sd.reshape(v, columns, rows, 2, WIDTH / 2), 1, 2, 0, 3);
        SDVariable x = sd.math.tanh(input("x", (long) columns * rows, 3 * WIDTH));
        SDVariable q = heads.apply(Slices.range(x, 2, 1, 0, WIDTH));
        SDVariable k = heads.apply(Slices.range(x, 2, 1, WIDTH, 2 * WIDTH));
        SDVariable v = heads.apply(Slices.range(x, 2, 1, 2 * WIDTH, 3 * WIDTH));
        SDVariable mixed = sd.mmul(sd.nn.softmax(sd.mmul(q, k, false, true, false), 3), v);
        assertFastEqualsSameDiff(sd.reshape(sd.permute(mixed, 2, 0, 1, 3), (long) columns * rows, WIDTH));
    }

    private SDVariable product(SDVariable x) {
        return sd.mmul(x, sd.constant(Nd4j.eye(WIDTH).castTo(DataType.FLOAT)));
    }
}
