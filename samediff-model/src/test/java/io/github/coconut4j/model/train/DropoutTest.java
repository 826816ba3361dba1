package io.github.coconut4j.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.PlainGpt2;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.dropout.DropPlaces;
import io.github.coconut4j.model.dropout.Dropout;
import io.github.coconut4j.model.internal.run.LeftOut;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.MicroBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Training with numbers left out, against plain arithmetic that leaves out the same. */
class DropoutTest {
    /** Of floats against doubles: rounding. */
    private static final double TOLERANCE = 3e-5;

    private static final long NOISE = 41;
    private static final ModelConfig CONFIG = TinyModels.CONFIG;
    private static final Dropout SHARES = new Dropout(0.1, 0.3, 0.2);
    private static final ExecutorOptions OPTIONS = ExecutorOptions.defaults().withStreams(2);

    /** Rows of different lengths with different numbers of thoughts, in all passes of the loop. */
    private static final List<TokenRow> ROWS = List.of(
            TokenRow.random(CONFIG, 1, 4, 3, 3),
            TokenRow.random(CONFIG, 2, 3, 1, 4),
            TokenRow.random(CONFIG, 3, 5, 2, 1),
            TokenRow.random(CONFIG, 4, 2, 3, 2),
            TokenRow.random(CONFIG, 5, 6, 0, 3));

    private static MultiDataSet batch() {
        return TokenRow.batch(CONFIG, 0, 0, ROWS);
    }

    private static PlainGpt2 plain(Parameters parameters, int row) {
        LeftOut left = LeftOut.of(NOISE, row, SHARES.embeddings(), SHARES.attention(), SHARES.residual());
        return new PlainGpt2(CONFIG, parameters, left);
    }

    private static double plainLoss(Parameters parameters, List<TokenRow> rows) {
        return IntStream.range(0, rows.size())
                .mapToDouble(row -> {
                    PlainGpt2 plain = plain(parameters, row);
                    int[] ids = rows.get(row).ids();
                    return plain.loss(ids, rows.get(row).answer(), plain.thoughts(ids));
                })
                .sum();
    }

    private static Parameters doubles(Model model) {
        Parameters doubles =
                Parameters.zeros(ParameterSpec.shapes(CONFIG.decoder().parameters()), DataType.DOUBLE);
        doubles.flat().assign(model.parameters().flat());
        return doubles;
    }

    @ParameterizedTest(name = "{0} streams, micro-batches of {1}")
    @CsvSource({"1, 100", "2, 2", "3, 1", "1, 3"})
    void lossIsThatOfPlainArithmeticHoweverRowsAreSpread(int streams, int rows) {
        ExecutorOptions options =
                ExecutorOptions.defaults().withStreams(streams).withMicroBatch(new MicroBatch(rows));
        try (Model model = TinyModels.gpt2(1);
                Executor whole = new Executor(model, OPTIONS, SHARES);
                Executor spread = new Executor(model, options, SHARES)) {
            double expected = plainLoss(doubles(model), ROWS);
            double loss = spread.accumulate(batch(), NOISE).sum();
            whole.accumulate(batch(), NOISE);
            assertThat(Math.abs(loss - expected)).isLessThan(TOLERANCE * expected);
            assertThat(Relative.error(spread.gradients(), whole.gradients())).isLessThan(TOLERANCE);
        }
    }

    /** Along a random direction of every parameter, two rows in all passes. */
    @Test
    void gradientsAreTheSlopesOfPlainArithmetic() {
        List<TokenRow> rows = List.of(TokenRow.random(CONFIG, 6, 2, 2, 2), TokenRow.random(CONFIG, 7, 2, 1, 1));
        try (Model model = TinyModels.gpt2(1);
                Executor executor = new Executor(model, OPTIONS, SHARES)) {
            Parameters doubles = doubles(model);
            executor.accumulate(TokenRow.batch(CONFIG, 0, 0, rows), NOISE);
            for (String name : doubles.names()) {
                double[] gradient = Relative.numbers(executor.gradient(name));
                double[] direction = new Random(name.hashCode())
                        .doubles(gradient.length, -1, 1)
                        .toArray();
                double derived = IntStream.range(0, gradient.length)
                        .mapToDouble(i -> gradient[i] * direction[i])
                        .sum();
                double size = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
                assertThat(Math.abs(derived - slope(doubles, rows, name, direction)))
                        .as(name)
                        .isLessThan(10 * TOLERANCE * Math.max(size, 1e-2));
            }
        }
    }

    private static double slope(Parameters parameters, List<TokenRow> rows, String name, double[] direction) {
        double step = 1e-5;
        double up = shifted(parameters, rows, name, direction, step);
        double down = shifted(parameters, rows, name, direction, -2 * step);
        shifted(parameters, rows, name, direction, step);
        return (up - down) / (2 * step);
    }

    private static double shifted(
            Parameters parameters, List<TokenRow> rows, String name, double[] direction, double step) {
        INDArray array = parameters.get(name);
        for (int i = 0; i < direction.length; i++) {
            array.data().put(i, array.data().getDouble(i) + step * direction[i]);
        }
        return plainLoss(parameters, rows);
    }

    @Test
    void theSameNoiseLeavesOutTheSameAndOtherNoiseOthers() {
        try (Model model = TinyModels.gpt2(1);
                Executor executor = new Executor(model, OPTIONS, SHARES)) {
            double first = executor.accumulate(batch(), 1).sum();
            INDArray gradient = executor.gradients().dup();
            executor.gradients().assign(0);
            double other = executor.accumulate(batch(), 2).sum();
            executor.gradients().assign(0);
            assertThat(executor.accumulate(batch(), 1).sum()).isEqualTo(first).isNotEqualTo(other);
            assertThat(executor.gradients()).isEqualTo(gradient);
        }
    }

    /** With a batch that is filled up further, plans of other sizes run. */
    @Test
    void whatFillsABatchUpChangesNothing() {
        try (Model model = TinyModels.gpt2(1);
                Executor executor = new Executor(model, OPTIONS, SHARES)) {
            double tight = executor.accumulate(batch(), NOISE).sum();
            double wide = executor.accumulate(TokenRow.batch(CONFIG, 3, 2, ROWS), NOISE)
                    .sum();
            assertThat(Math.abs(wide - tight)).isLessThan(TOLERANCE * tight);
        }
    }

    @Test
    void nothingIsLeftOutWhereNothingIsTrainedOrNoShareIsSaid() {
        try (Model model = TinyModels.gpt2(1);
                Executor without = new Executor(model, OPTIONS);
                Executor none = new Executor(model, OPTIONS, Dropout.NONE);
                Executor with = new Executor(model, OPTIONS, SHARES)) {
            assertThat(with.loss(batch()).sum()).isEqualTo(without.loss(batch()).sum());
            double loss = without.accumulate(batch()).sum();
            assertThat(none.accumulate(batch(), NOISE).sum()).isEqualTo(loss);
            assertThat(none.gradients()).isEqualTo(without.gradients());
            assertThat(with.accumulate(batch(), NOISE).sum()).isNotEqualTo(loss);
            assertThat(with.bytes()).isGreaterThan(without.bytes());
        }
    }

    @Test
    void whatADecoderDoesNotLeaveOutIsRefused() {
        DropPlaces undrawn = new DropPlaces(new Dropout(0, 0.1, 0), 8, DataType.FLOAT);
        assertThatThrownBy(undrawn::all)
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("attention is 0.1", "say 0");
        assertThatThrownBy(() -> new Dropout(0, 0, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("resid_pdrop");
    }
}
