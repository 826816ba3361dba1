package io.github.coconut4j.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.OutOfPlanMemory;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.Loss;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** A batch in parts against the same batch as a whole. */
class MicroBatchTest {
    /** Sums of floats in another order. */
    private static final double TOLERANCE = 1e-5;

    private static final ExecutorOptions WHOLE = ExecutorOptions.defaults().withStreams(2);

    @ParameterizedTest(name = "micro-batches of {0}, ragged {1}")
    @CsvSource({"1, false", "2, false", "3, false", "5, true", "4, true", "100, true"})
    void partsAddUpToTheWhole(int rows, boolean ragged) {
        assertSameGradients(batch(11, ragged), WHOLE.withMicroBatch(new MicroBatch(rows)));
    }

    @Test
    void whatDoesNotFitIsSplit() {
        MultiDataSet batch = batch(16, true);
        long needed = memory(batch, WHOLE).bytes();
        ExecutorOptions tight = WHOLE.withMemoryLimit(needed / 3).withMicroBatch(MicroBatch.AUTO);
        PlanMemory memory = memory(batch, tight);

        assertThat(memory.microBatches()).isGreaterThan(1);
        assertThat(memory.bytes()).isLessThanOrEqualTo(needed / 3);
        assertSameGradients(batch, tight);
        assertThat(memory(batch, WHOLE.withMicroBatch(MicroBatch.AUTO)).microBatches())
                .isEqualTo(1);
    }

    @Test
    void whatDoesNotFitIsRefusedWithNumbersBeforeItRuns() {
        MultiDataSet batch = batch(8, false);
        try (Model model = TinyModels.gpt2(1);
                Executor executor = new Executor(model, WHOLE.withMemoryLimit(2 << 10))) {
            assertThatThrownBy(() -> executor.accumulate(batch))
                    .isInstanceOf(OutOfPlanMemory.class)
                    .hasMessageContaining("8 rows of 10 tokens")
                    .hasMessageContaining("KiB")
                    .hasMessageContaining("micro-batches");
            assertThat(executor.bytes()).isZero();
        }
    }

    @Test
    void memoryThatOtherPlansHoldIsFreedForAPlanThatNeedsIt() {
        MultiDataSet large = batch(16, true);
        long needed = memory(large, WHOLE).bytes();
        try (Model model = TinyModels.gpt2(1);
                Executor executor = new Executor(model, WHOLE.withMemoryLimit(needed + needed / 4))) {
            executor.accumulate(batch(8, true));
            executor.accumulate(large);
            assertThat(executor.bytes()).isLessThanOrEqualTo(needed + needed / 4);
        }
    }

    @Test
    void readsWhatAFileSays() {
        assertThat(MicroBatch.parse("none")).isEqualTo(MicroBatch.WHOLE);
        assertThat(MicroBatch.parse("auto")).isEqualTo(MicroBatch.AUTO);
        assertThat(MicroBatch.parse("16")).hasToString("16");
        assertThatThrownBy(() -> MicroBatch.parse("0"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("0");
    }

    private static void assertSameGradients(MultiDataSet batch, ExecutorOptions options) {
        try (Model model = TinyModels.gpt2(1);
                Executor whole = new Executor(model, WHOLE);
                Executor parts = new Executor(model, options)) {
            Loss expected = whole.accumulate(batch);
            Loss actual = parts.accumulate(batch);

            assertThat(actual.tokens()).isEqualTo(expected.tokens());
            assertThat(Math.abs(actual.sum() - expected.sum())).isLessThan(TOLERANCE * expected.sum());
            assertThat(Relative.error(parts.gradients(), whole.gradients())).isLessThan(TOLERANCE);
        }
    }

    private static PlanMemory memory(MultiDataSet batch, ExecutorOptions options) {
        try (Model model = TinyModels.gpt2(1);
                Executor executor = new Executor(model, options)) {
            return executor.prepare(batch);
        }
    }

    /** Rows with 1 to 4 labelled tokens and, when ragged, 1 to 3 thoughts. */
    private static MultiDataSet batch(int rows, boolean ragged) {
        return TokenRow.batch(
                TinyModels.CONFIG,
                IntStream.range(0, rows)
                        .mapToObj(i ->
                                TokenRow.random(TinyModels.CONFIG, i, 2 + i % 3, ragged ? 1 + i % 3 : 2, 1 + i % 4))
                        .toArray(TokenRow[]::new));
    }
}
