package io.github.coconut4j.model.internal.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.internal.memory.Arena;
import io.github.coconut4j.model.internal.plan.Bindings;
import io.github.coconut4j.model.internal.plan.Plan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Attention in one piece against sums written out in double precision. */
class AttentionTest {
    private static final double TOLERANCE = 2e-6;
    private static final double HIDDEN = -700;
    private static final double SCALE = 0.3;

    private final Random random = new Random(3);
    private final SameDiff sd = SameDiff.create();
    private final Map<String, INDArray> inputs = new HashMap<>();

    private SDVariable input(String name, long... shape) {
        double[] numbers = random.doubles(Nd4j.zeros(shape).length(), -2, 2).toArray();
        inputs.put(name, Nd4j.createFromArray(numbers).castTo(DataType.FLOAT).reshape(shape));
        return sd.placeHolder(name, DataType.FLOAT, shape);
    }

    /** Lays keys and values column by column, as generation keeps them. */
    private void keepInLanes(String... names) {
        for (String name : names) {
            inputs.computeIfPresent(
                    name, (key, array) -> array.permute(2, 3, 0, 1).dup('c').permute(2, 3, 0, 1));
        }
    }

    /** Padding hides the first key of every row but the first, and the second key of every row. */
    private SDVariable padding(int rows, int keys) {
        SDVariable padding = input("padding", rows, 1, 1, keys);
        INDArray array = inputs.get("padding").assign(0);
        for (int row = 0; row < rows; row++) {
            for (int key = row == 0 ? 1 : 0; key < Math.min(2, keys - 1); key++) {
                array.putScalar(new int[] {row, 0, 0, key}, HIDDEN);
            }
        }
        return padding;
    }

    /** Attention of the last queries of a text, in one piece of keys or in two. */
    private SDVariable weights(SDVariable queries, SDVariable first, SDVariable later, int keys) {
        SDVariable scores = sd.mmul(queries, first, false, true, false);
        if (later != null) {
            scores = sd.concat(3, scores, sd.mmul(queries, later, false, true, false));
        }
        int rows = (int) queries.getShape()[0];
        int asking = (int) queries.getShape()[2];
        INDArray causal = Nd4j.zeros(DataType.FLOAT, asking, keys);
        for (int query = 0; query < asking; query++) {
            for (int key = keys - asking + query + 1; key < keys; key++) {
                causal.putScalar(query, key, HIDDEN);
            }
        }
        SDVariable masked = scores.mul(SCALE).add(sd.constant("causal", causal)).add(padding(rows, keys));
        return sd.nn.softmax(masked, 3);
    }

    private Map<String, INDArray> run(Mode mode, List<String> names, boolean fused) {
        Graph graph = Graph.of(sd, names);
        Map<String, INDArray> outputs = new HashMap<>();
        names.forEach(name ->
                outputs.put(name, Nd4j.create(DataType.FLOAT, graph.value(name).shape())));
        try (Arena arena = new Arena()) {
            Plan plan = Plan.compile(graph, new Bindings(inputs, outputs, Map.of()), mode, arena);
            plan.run();
            plan.run();
            assertThat(plan.times().keySet().stream().anyMatch(name -> name.startsWith("attention")))
                    .isEqualTo(fused);
        }
        return outputs;
    }

    @ParameterizedTest
    @CsvSource({"8,4,7,7,0,5", "8,4,1,9,0,4", "3,2,1,8,1,4", "16,2,3,5,3,6", "1,1,1,1,0,2", "40,1,5,4,2,1"})
    void agreesWithSumsWrittenOut(int rows, int heads, int asking, int first, int later, int width) {
        SDVariable q = input("q", rows, heads, asking, width);
        SDVariable k1 = input("k1", rows, heads, first, width);
        SDVariable v1 = input("v1", rows, heads, first, width);
        SDVariable k2 = later == 0 ? null : input("k2", rows, heads, later, width);
        SDVariable v2 = later == 0 ? null : input("v2", rows, heads, later, width);
        SDVariable weights = weights(q, k1, k2, first + later);
        SDVariable mixed = later == 0
                ? sd.mmul(weights, v1)
                : sd.mmul(Slices.range(weights, 4, 3, 0, first), v1)
                        .add(sd.mmul(Slices.range(weights, 4, 3, first, first + later), v2));
        mixed.mul(1).rename("out");
        if (asking == 1) {
            keepInLanes("k1", "v1", "k2", "v2");
        }

        INDArray out = run(Mode.FAST, List.of("out"), true).get("out");

        for (int row = 0; row < rows; row++) {
            for (int head = 0; head < heads; head++) {
                for (int query = 0; query < asking; query++) {
                    double[] expected = attention(row, head, query, first, later, asking, width);
                    for (int i = 0; i < width && !Double.isNaN(expected[i]); i++) {
                        assertThat(out.getDouble(row, head, query, i))
                                .as("row %d head %d query %d element %d", row, head, query, i)
                                .isCloseTo(expected[i], within(TOLERANCE));
                    }
                }
            }
        }
    }

    /** What a query gets; not a number for a query that sees nothing but padding, which nobody reads. */
    private double[] attention(int row, int head, int query, int first, int later, int asking, int width) {
        double[] sum = new double[width];
        double total = 0;
        for (int key = 0; key <= first + later - asking + query; key++) {
            String piece = key < first ? "1" : "2";
            int at = key < first ? key : key - first;
            double score = inputs.get("padding").getDouble(row, 0, 0, key);
            for (int i = 0; i < width; i++) {
                score += SCALE
                        * inputs.get("q").getDouble(row, head, query, i)
                        * inputs.get("k" + piece).getDouble(row, head, at, i);
            }
            total += score < HIDDEN / 2 ? 0 : Math.exp(score);
            for (int i = 0; i < width; i++) {
                sum[i] += score < HIDDEN / 2
                        ? 0
                        : Math.exp(score) * inputs.get("v" + piece).getDouble(row, head, at, i);
            }
        }
        double divisor = total;
        return Arrays.stream(sum).map(x -> x / divisor).toArray();
    }

    @Test
    void weightsThatOthersReadAreKept() {
        SDVariable weights = weights(input("q", 8, 4, 3, 5), input("k", 8, 4, 3, 5), null, 3);
        weights.rename("weights");
        sd.mmul(weights, input("v", 8, 4, 3, 5)).rename("out");

        Map<String, INDArray> fast = run(Mode.FAST, List.of("out", "weights"), false);
        Map<String, INDArray> stock = run(Mode.REFERENCE, List.of("out", "weights"), false);

        fast.forEach((name, array) ->
                assertThat(Relative.error(array, stock.get(name))).as(name).isLessThan(TOLERANCE));
    }

    @Test
    void aSingleQueryDoesNotTurnItsKeys() {
        SDVariable weights = weights(input("q", 8, 4, 1, 5), input("k", 8, 4, 3, 5), null, 3);
        sd.mmul(weights, input("v", 8, 4, 3, 5)).mul(1).rename("out");

        INDArray fast = run(Mode.FAST, List.of("out"), false).get("out");
        INDArray stock = run(Mode.REFERENCE, List.of("out"), false).get("out");

        assertThat(Relative.error(fast, stock)).isLessThan(TOLERANCE);
    }

    @Test
    void aQueryThatSeesNothingGivesZeros() {
        SDVariable weights = weights(input("q", 8, 4, 2, 5), input("k", 8, 4, 2, 5), null, 2);
        inputs.get("padding").putScalar(new int[] {0, 0, 0, 0}, HIDDEN);
        sd.mmul(weights, input("v", 8, 4, 2, 5)).mul(1).rename("out");

        INDArray out = run(Mode.FAST, List.of("out"), true).get("out");

        assertThat(out.getDouble(0, 0, 0, 0)).isZero();
        assertThat(Relative.numbers(out)).doesNotContain(Double.NaN);
    }
}
