package io.github.coconut4j.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.model.OutOfPlanMemory;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.MicroBatch;
import io.github.coconut4j.model.run.OffHeap;
import io.github.coconut4j.model.run.PlanMemory;
import io.github.coconut4j.model.train.Executor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Generation within a limit of memory, by itself and beside a training. */
class GenerationMemoryTest {
    private static final ModelConfig CONFIG = TinyModels.CONFIG;
    private static final int WORDS = 4;
    private static final ExecutorOptions FREE = ExecutorOptions.defaults().withStreams(2);
    private static final ExecutorOptions SPLIT = FREE.withMicroBatch(MicroBatch.AUTO);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12})
    void thePlannedMemoryIsWhatIsHeldInTheEnd(int rows) {
        MultiDataSet prompts = prompts(rows, 5);
        try (Model model = TinyModels.gpt2(1);
                Generator generator = new Generator(model, FREE)) {
            PlanMemory planned = generator.prepare(prompts, WORDS);
            generator.generate(prompts, WORDS);

            assertThat(planned.rows()).isEqualTo(rows);
            assertThat(planned.microBatches()).isEqualTo(1);
            assertThat(generator.bytes()).isEqualTo(planned.bytes()).isPositive();
        }
    }

    @Test
    void thePlannedMemoryIsWhatIsAllocated() throws InterruptedException {
        ModelConfig config = new ModelConfig(new Gpt2Config(3, 64, 4, 500, 64, 1e-5), CONFIG.tokens());
        MultiDataSet prompts = prompts(32, 30);
        try (Model model = TinyModels.gpt2(config, 1);
                Generator generator = new Generator(model, FREE)) {
            long before = withoutGarbage();
            long planned = generator.prepare(prompts, WORDS).bytes();
            long allocated = OffHeap.bytes() - before;

            assertThat((double) allocated / planned).isBetween(0.9, 1.1); // graphs have constants
        }
    }

    @Test
    void keysAndValuesAreCounted() {
        try (Model model = TinyModels.gpt2(1);
                Generator generator = new Generator(model, FREE)) {
            long few = generator.prepare(prompts(8, 5), 2).bytes();
            generator.release();
            long many = generator.prepare(prompts(8, 5), 12).bytes();

            // keys and values of two layers, 8 wide, in float, for 10 columns more of 8 rows; what lies between may
            // shrink a little
            int more = 2 * 2 * 8 * 4 * 10 * 8;
            assertThat(many - few).isGreaterThan(more * 9 / 10);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWithNumbersBeforeItRuns() {
        try (Model model = TinyModels.gpt2(1);
                Generator generator = new Generator(model, FREE.withMemoryLimit(4 << 10))) {
            assertThatThrownBy(() -> generator.generate(prompts(8, 5), WORDS))
                    .isInstanceOf(OutOfPlanMemory.class)
                    .hasMessageContaining("8 prompts of 7 tokens")
                    .hasMessageContaining("keys and values")
                    .hasMessageContaining("2 KiB");
            assertThat(generator.bytes()).isZero();
        }
    }

    @Test
    void whatDoesNotFitIsSplitAndAnsweredAlike() {
        MultiDataSet prompts = prompts(16, 5);
        List<int[]> expected = answers(prompts, FREE);
        long needed = planned(prompts, FREE).bytes();
        PlanMemory split = planned(prompts, SPLIT.withMemoryLimit(needed / 3));

        assertThat(split.microBatches()).isGreaterThan(1);
        assertThat(split.bytes()).isLessThanOrEqualTo(needed / 3);
        assertThat(answers(prompts, SPLIT.withMemoryLimit(needed / 3))).containsExactly(expected.toArray(int[][]::new));
        assertThat(planned(prompts, SPLIT).microBatches()).isEqualTo(1);
    }

    @Test
    void notEvenOneRowAtOnceIsRefused() {
        assertThatThrownBy(() -> planned(prompts(8, 5), SPLIT.withMemoryLimit(1 << 10)))
                .isInstanceOf(OutOfPlanMemory.class);
    }

    @Test
    void plansOfOtherLengthsMakeRoom() {
        MultiDataSet large = prompts(16, 12);
        long needed = planned(large, FREE).bytes();
        try (Model model = TinyModels.gpt2(1);
                Generator generator = new Generator(model, FREE.withMemoryLimit(needed + needed / 8))) {
            for (int question = 4; question <= 12; question++) {
                generator.generate(prompts(16, question), WORDS);
                assertThat(generator.bytes()).isLessThanOrEqualTo(needed + needed / 8);
            }
        }
    }

    @Test
    void trainingAndAnsweringTakeTurnsWhereThereIsNoRoomForBoth() {
        MultiDataSet prompts = prompts(8, 5);
        MultiDataSet batch = TokenRow.batch(
                CONFIG,
                IntStream.range(0, 4)
                        .mapToObj(i -> TokenRow.random(CONFIG, i, 5, 2, 3))
                        .toArray(TokenRow[]::new));
        List<int[]> expected = answers(prompts, FREE);
        try (Model model = TinyModels.gpt2(1);
                Executor free = new Executor(model, FREE);
                Generator beside = new Generator(free.runtime())) {
            long step = free.prepare(batch).bytes();
            long answers = beside.prepare(prompts, WORDS).bytes();
            double loss = free.loss(batch).sum();
            assertThat(free.bytes() + beside.bytes()).as("both are kept").isGreaterThanOrEqualTo(step + answers);

            long limit = Math.max(step, answers) + Math.min(step, answers) / 2;
            try (Executor executor = new Executor(model, FREE.withMemoryLimit(limit));
                    Generator generator = new Generator(executor.runtime())) {
                for (int turn = 0; turn < 3; turn++) {
                    executor.accumulate(batch);
                    assertThat(executor.bytes() + generator.bytes()).isLessThanOrEqualTo(limit);
                    assertThat(generator.generate(prompts, WORDS)).containsExactly(expected.toArray(int[][]::new));
                    assertThat(executor.bytes() + generator.bytes()).isLessThanOrEqualTo(limit);
                }
                assertThat(executor.loss(batch).sum()).isEqualTo(loss);
            }
        }
    }

    /** Bytes outside the heap when what earlier tests left is gone: it would go during the measurement, and be taken for memory that was not needed. */
    private static long withoutGarbage() throws InterruptedException {
        long bytes;
        do {
            bytes = OffHeap.bytes();
            System.gc();
            Thread.sleep(100); // arrays are freed by threads of their own, behind the collection
        } while (OffHeap.bytes() < bytes);
        return bytes;
    }

    private static List<int[]> answers(MultiDataSet prompts, ExecutorOptions options) {
        try (Model model = TinyModels.gpt2(1);
                Generator generator = new Generator(model, options)) {
            return generator.generate(prompts, WORDS);
        }
    }

    private static PlanMemory planned(MultiDataSet prompts, ExecutorOptions options) {
        try (Model model = TinyModels.gpt2(1);
                Generator generator = new Generator(model, options)) {
            return generator.prepare(prompts, WORDS);
        }
    }

    /** Prompts of {@code question} words and two thoughts. */
    private static MultiDataSet prompts(int rows, int question) {
        return TokenRow.batch(
                CONFIG,
                IntStream.range(0, rows)
                        .mapToObj(i -> TokenRow.random(CONFIG, i, question, 2, 0))
                        .toArray(TokenRow[]::new));
    }
}
