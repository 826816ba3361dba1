package io.github.coconut4j.model.internal.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Accuracy of the loops against {@code java.lang.Math}: the bounds their documentation promises. */
class RowLoopsTest {
    private static final int COUNT = 200_000;
    private static final Exponential EXPONENTIAL = new Exponential(COUNT);

    private interface Loop {
        void run(float[] in, float[] out);
    }

    private static double worst(double low, double high, Loop loop, DoubleUnaryOperator exact) {
        float[] in = new float[COUNT];
        Random random = new Random(1);
        for (int i = 0; i < COUNT; i++) {
            in[i] = (float) (low + (high - low) * random.nextDouble());
        }
        float[] out = new float[COUNT];
        loop.run(in, out);
        double worst = 0;
        for (int i = 0; i < COUNT; i++) {
            double expected = exact.applyAsDouble(in[i]);
            double error = Math.abs(out[i] - expected) / Math.abs(expected);
            worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
        }
        return worst;
    }

    @Test
    void exponentialIsGoodTo3e7() {
        assertThat(worst(-86, 87, (in, out) -> EXPONENTIAL.of(in, out, COUNT), Math::exp))
                .isLessThan(3e-7);
    }

    @Test
    void exponentialOfMaskedScoresIsZero() {
        float[] out = new float[3];
        EXPONENTIAL.of(new float[] {-700, -1400, Float.NEGATIVE_INFINITY}, out, 3);
        assertThat(out).containsExactly(0, 0, 0);
    }

    @Test
    void hyperbolicTangentIsGoodTo4e7() {
        Loop tanh = (in, out) -> RowLoops.tanh(in, out, COUNT);
        assertThat(worst(-20, 20, tanh, Math::tanh)).isLessThan(4e-7);
        assertThat(worst(-1e-3, 1e-3, tanh, Math::tanh)).isLessThan(4e-7);
    }

    @Test
    void sigmoidIsGoodTo1e6() {
        Loop sigmoid = (in, out) -> RowLoops.sigmoid(in, out, EXPONENTIAL, COUNT);
        assertThat(worst(-80, 80, sigmoid, x -> 1 / (1 + Math.exp(-x)))).isLessThan(1e-6);
    }

    @Test
    void powersAreRoundedOnce() {
        for (double power : new double[] {-0.5, -1.5, -1, 0.5, 3}) {
            Loop loop = (in, out) -> RowLoops.power(in, power, out, COUNT);
            assertThat(worst(1e-4, 50, loop, x -> Math.pow(x, power)))
                    .as("power %s", power)
                    .isLessThan(1.5e-7);
        }
    }

    @Test
    void notANumberStaysNotANumber() {
        float[] nan = {Float.NaN};
        float[] out = new float[1];
        EXPONENTIAL.of(nan, out, 1);
        assertThat(out[0]).isNaN();
        RowLoops.tanh(nan, out, 1);
        assertThat(out[0]).isNaN();
    }

    @Test
    void sumsOfRowsOfAnyWidth() {
        for (int width : new int[] {1, 2, 7, 8, 9, 26}) {
            float[] in = new float[3 * width];
            double[] expected = new double[3];
            for (int i = 0; i < in.length; i++) {
                in[i] = i % 5 - 1.5f;
                expected[i / width] += 2.0 * in[i]; // multiples of 1: exact
            }
            float[] out = new float[3];
            RowLoops.sum(in, 2, out, 3, width);
            for (int row = 0; row < 3; row++) {
                assertThat((double) out[row]).isEqualTo(expected[row]);
            }
        }
    }
}
