package io.github.coconut4j.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.OffHeap;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Training allocates nothing once its plans are there. */
class FlatMemoryTest {
    private static final int STEPS = 10_000;
    private static final int WARM_UP = 300;

    /** What JUnit and the JIT may add to the live heap meanwhile; a leak of 500 bytes a step would be 5 MB. */
    private static final long HEAP_BOUND = 3_000_000;

    @Test
    void tenThousandStepsLeaveMemoryAsItWas() {
        ModelConfig config = new ModelConfig(new Gpt2Config(1, 4, 1, 13, 8, 1e-5), TinyModels.TOKENS);
        MultiDataSet batch = TokenRow.batch(config, TokenRow.random(config, 1, 2, 1, 2));
        try (Model model = Model.create(config, Initialisation.GPT2, 1);
                Executor executor =
                        new Executor(model, ExecutorOptions.defaults().withStreams(1));
                AdamW adam = new AdamW(model, AdamWConfig.DEFAULT)) {
            train(executor, adam, batch, WARM_UP);
            long heap = liveHeap();
            long offHeap = OffHeap.bytes();
            train(executor, adam, batch, STEPS);

            assertThat(liveHeap() - heap).as("growth of the live heap").isLessThan(HEAP_BOUND);
            assertThat(OffHeap.bytes() - offHeap)
                    .as("growth of off-heap memory")
                    .isLessThanOrEqualTo(0);
        }
    }

    @Test
    void aStepAllocatesNothingOffHeap() {
        MultiDataSet batch = TokenRow.batch(
                TinyModels.CONFIG,
                TokenRow.random(TinyModels.CONFIG, 1, 4, 3, 3),
                TokenRow.random(TinyModels.CONFIG, 2, 3, 1, 2));
        try (Model model = TinyModels.gpt2(1);
                Executor executor =
                        new Executor(model, ExecutorOptions.defaults().withStreams(2));
                AdamW adam = new AdamW(model, AdamWConfig.DEFAULT)) {
            train(executor, adam, batch, WARM_UP);
            long before = OffHeap.bytes();
            long made = OffHeap.made();
            train(executor, adam, batch, 100);
            assertThat(OffHeap.made() - made - 1)
                    .as("arrays and contexts made, this count aside")
                    .isZero();
            assertThat(OffHeap.bytes() - before).isLessThanOrEqualTo(0); // less when garbage of others goes
        }
    }

    private static void train(Executor executor, AdamW adam, MultiDataSet batch, int steps) {
        for (int step = 0; step < steps; step++) {
            adam.step(executor, 1e-3, executor.accumulate(batch).tokens());
        }
    }

    private static long liveHeap() {
        for (int i = 0; i < 3; i++) { // arrays free their native memory one collection after they died
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
