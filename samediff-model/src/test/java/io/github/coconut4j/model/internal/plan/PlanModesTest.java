package io.github.coconut4j.model.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.coconut4j.model.LoopGraph;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.RotaryDecoder;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.loop.FiniteDifferenceTest;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The ways to run one graph: plain SameDiff, a plan of its own ops, a plan of fast forms. */
class PlanModesTest {
    /** Float against double. */
    private static final double FAST_TOLERANCE = 1e-5;

    /**
     * How much more than stock ops fast forms may round where a gradient is a small difference of large terms. With OpenBLAS's kernels for SkylakeX stock ops are off by 1.1e-5
     * in one gradient of one batch, fast forms by 1.5e-5; with those for Prescott by 6e-6 and 8.5e-6, for Haswell and Zen by 1.1e-5 and 6e-6.
     */
    private static final double ROUNDING = 1.5;

    private static final ModelConfig SIZES = TinyModels.CONFIG;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.coconut4j.model.loop.FiniteDifferenceTest#batches")
    void referencePlanGivesSameDiffsOwnBits(String name, int[][] rows) {
        assumeTrue(rows.length > 1, "plain SameDiff cannot sum over an axis of length 1");
        LoopGraph graph = gpt2(rows);
        LoopGraph.Results expected = graph.sameDiff();
        LoopGraph.Results actual = graph.run(Mode.REFERENCE);

        assertThat(actual.loss()).isEqualTo(expected.loss());
        assertThat(Relative.numbers(actual.logits())).isEqualTo(Relative.numbers(expected.logits()));
        actual.gradients().forEach((parameter, gradient) -> assertThat(Relative.numbers(gradient))
                .as(parameter)
                .isEqualTo(Relative.numbers(expected.gradients().get(parameter))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.coconut4j.model.loop.FiniteDifferenceTest#batches")
    void fastPlanAgreesForGpt2(String name, int[][] rows) {
        var shapes = ParameterSpec.shapes(SIZES.decoder().parameters());
        Parameters floats = TinyModels.floats(TinyModels.gpt2Doubles(3), shapes);
        MultiDataSet batch = TokenRow.batch(SIZES, FiniteDifferenceTest.tokenRows(rows));
        assertFastAgrees(LoopGraph.gpt2(SIZES, floats, batch), LoopGraph.gpt2(SIZES, doubles(floats, shapes), batch));
    }

    /** So many rows and heads that attention and its backward pass run in one piece each. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.coconut4j.model.loop.FiniteDifferenceTest#batches")
    void fastPlanAgreesForManyRows(String name, int[][] rows) {
        var shapes = ParameterSpec.shapes(SIZES.decoder().parameters());
        Parameters floats = TinyModels.floats(TinyModels.gpt2Doubles(3), shapes);
        int[][] many = new int[20][];
        Arrays.setAll(many, i -> rows[i % rows.length]);
        MultiDataSet batch = TokenRow.batch(SIZES, FiniteDifferenceTest.tokenRows(many));
        assertFastAgrees(LoopGraph.gpt2(SIZES, floats, batch), LoopGraph.gpt2(SIZES, doubles(floats, shapes), batch));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.coconut4j.model.loop.FiniteDifferenceTest#batches")
    void fastPlanAgreesForAnotherDecoder(String name, int[][] rows) {
        var shapes = RotaryDecoder.shapes(SIZES.vocabulary());
        Parameters floats =
                TinyModels.floats(TinyModels.randomDoubles(Parameters.zeros(shapes, DataType.DOUBLE), 4), shapes);
        MultiDataSet batch = TokenRow.batch(SIZES, FiniteDifferenceTest.tokenRows(rows));
        assertFastAgrees(rotary(floats, batch), rotary(doubles(floats, shapes), batch));
    }

    private static LoopGraph rotary(Parameters parameters, MultiDataSet batch) {
        DataType type = parameters.flat().dataType();
        return LoopGraph.over(sd -> new RotaryDecoder(sd, SIZES.positions(), type), SIZES, parameters, batch);
    }

    private static Parameters doubles(Parameters floats, Map<String, long[]> shapes) {
        Parameters doubles = Parameters.zeros(shapes, DataType.DOUBLE);
        doubles.flat().assign(floats.flat());
        return doubles;
    }

    private static LoopGraph gpt2(int[][] rows) {
        Parameters floats = TinyModels.floats(
                TinyModels.gpt2Doubles(3), ParameterSpec.shapes(SIZES.decoder().parameters()));
        return LoopGraph.gpt2(SIZES, floats, TokenRow.batch(SIZES, FiniteDifferenceTest.tokenRows(rows)));
    }

    private static void assertFastAgrees(LoopGraph graph, LoopGraph inDouble) {
        LoopGraph.Results expected = inDouble.run(Mode.REFERENCE);
        LoopGraph.Results stock = graph.run(Mode.REFERENCE);
        LoopGraph.Results actual = graph.run(Mode.FAST);

        assertThat(Math.abs(actual.loss() - expected.loss())).isLessThan(FAST_TOLERANCE * expected.loss());
        assertThat(Relative.error(graph.tokensOnly(actual.logits()), graph.tokensOnly(expected.logits())))
                .isLessThan(FAST_TOLERANCE);
        expected.gradients().forEach((parameter, gradient) -> {
            double rounded = Relative.error(stock.gradients().get(parameter), gradient);
            assertThat(rounded).as(parameter).isLessThan(1.5 * FAST_TOLERANCE);
            assertThat(Relative.error(actual.gradients().get(parameter), gradient))
                    .as(parameter)
                    .isLessThan(Math.max(FAST_TOLERANCE, ROUNDING * rounded));
        });
    }
}
