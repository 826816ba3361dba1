package io.github.coconut4j.model.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.LoopGraph;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.RotaryDecoder;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.Parameters;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Derived gradients against central differences in double, along a random direction of every parameter. With steps of 1e-5 truncation (step squared) and rounding
 * (1e-16 by the step) stay below the tolerance.
 */
public class FiniteDifferenceTest {
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-6;
    private static final ModelConfig SIZES = TinyModels.CONFIG;

    /** Rows of a batch; each has a question, thoughts, and an answer of some tokens. */
    public static Stream<Arguments> batches() {
        return Stream.of(
                Arguments.of("without thoughts", new int[][] {{4, 0, 3}, {3, 0, 2}}),
                Arguments.of("one thought", new int[][] {{4, 1, 3}, {2, 1, 3}}),
                Arguments.of("three thoughts", new int[][] {{4, 3, 3}, {4, 3, 2}}),
                Arguments.of("different numbers of thoughts", new int[][] {{4, 3, 3}, {3, 1, 4}, {5, 2, 1}}),
                Arguments.of("a single row", new int[][] {{3, 2, 2}}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("batches")
    void gradientsOfGpt2AreSlopes(String name, int[][] rows) {
        Parameters parameters = TinyModels.gpt2Doubles(1);
        check(LoopGraph.gpt2(SIZES, parameters, TokenRow.batch(SIZES, tokenRows(rows))), parameters);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("batches")
    void gradientsOfAnotherDecoderAreSlopes(String name, int[][] rows) {
        Parameters parameters = TinyModels.randomDoubles(
                Parameters.zeros(RotaryDecoder.shapes(SIZES.vocabulary()), DataType.DOUBLE), 2);
        LoopGraph graph = LoopGraph.over(
                sd -> new RotaryDecoder(sd, SIZES.positions(), DataType.DOUBLE),
                SIZES,
                parameters,
                TokenRow.batch(SIZES, tokenRows(rows)));
        check(graph, parameters);
    }

    public static TokenRow[] tokenRows(int[][] rows) {
        return Stream.iterate(0, i -> i < rows.length, i -> i + 1)
                .map(i -> TokenRow.random(SIZES, 100 + i, rows[i][0], rows[i][1], rows[i][2]))
                .toArray(TokenRow[]::new);
    }

    public static void check(LoopGraph graph, Parameters parameters) {
        graph.withLoss(loss -> check(graph, parameters, loss));
    }

    /** Holds the gradients of a graph against the slopes of a loss. */
    public static void check(LoopGraph graph, Parameters parameters, DoubleSupplier loss) {
        Map<String, INDArray> gradients = graph.run(Mode.REFERENCE).gradients();
        assertThat(gradients).containsOnlyKeys(parameters.names());
        for (String name : parameters.names()) {
            INDArray array = parameters.get(name);
            double[] start = Relative.numbers(array);
            double[] direction =
                    new Random(name.hashCode()).doubles(start.length, -1, 1).toArray();
            double up = lossAt(loss, array, start, direction, STEP);
            double down = lossAt(loss, array, start, direction, -STEP);
            move(array, start, direction, 0);
            double slope = (up - down) / (2 * STEP);
            double[] gradient = Relative.numbers(gradients.get(name));
            double derived = 0;
            double size = 0;
            for (int i = 0; i < gradient.length; i++) {
                derived += gradient[i] * direction[i];
                size += gradient[i] * gradient[i];
            }
            assertThat(Math.abs(derived - slope) / Math.max(Math.sqrt(size), 1e-3))
                    .as(name)
                    .isLessThan(TOLERANCE);
        }
    }

    private static double lossAt(DoubleSupplier loss, INDArray array, double[] start, double[] direction, double step) {
        move(array, start, direction, step);
        return loss.getAsDouble();
    }

    private static void move(INDArray array, double[] start, double[] direction, double step) {
        for (int i = 0; i < start.length; i++) {
            array.data().put(i, start[i] + step * direction[i]);
        }
    }
}
