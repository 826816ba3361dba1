package io.github.coconut4j.model.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.run.ExecutorOptions;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationBenchmarkTest {
    /** Batches with kept keys and values, whole sequences without, and the official mixture share little code, and must write the same words. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void threeWaysToGenerateWriteTheSameWords(int thoughts) {
        BenchmarkShape shape = new BenchmarkShape(new Gpt2Sizes(2, 16, 2, 40), 4, 7, thoughts, 5);
        try (GenerationBenchmark benchmark =
                new GenerationBenchmark(shape, 10, ExecutorOptions.defaults().withStreams(2))) {
            assertThat(benchmark.run(1, Duration.ZERO).sameAnswers()).isTrue();
        }
    }
}
