package io.github.coconut4j.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.Fixture;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.generate.Generator;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** A machine with a GPU and a build with {@code -Dcuda}: does the device compute what the CPU and the official implementation compute? */
@Tag("cuda")
class CudaTest {
    /** As on the CPU: floats against the official numbers in double. */
    private static final double TOLERANCE = 1e-4;

    private static final int MOST_NEW_TOKENS = 12;
    static final List<String> FIXTURES = Fixture.NAMES;

    /** What the driver itself may take meanwhile; an array left by every step would be more. */
    private static final long DEVICE_BOUND = 4 << 20;

    @Test
    void theBackendIsCuda() {
        assertThat(Nd4j.getExecutioner().type()).isEqualTo(ExecutionerType.CUDA);
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void lossAndEveryGradientAgreeWithTheOfficialOnes(String name) {
        Fixture fixture = Fixture.of(name);
        try (Model model = fixture.model();
                Executor executor = new Executor(model, ExecutorOptions.defaults());
                Parameters gradients = Parameters.trained(model.config())) {
            Loss loss = executor.accumulate(fixture.batch());
            gradients.flat().assign(executor.gradients()).divi(loss.tokens());

            assertThat(executor.isStock(fixture.batch())).isTrue();
            assertThat(loss.mean()).isCloseTo(fixture.loss(), within(TOLERANCE * fixture.loss()));
            for (String parameter : gradients.names()) {
                assertThat(Relative.error(gradients.get(parameter), fixture.gradient(parameter)))
                        .as(parameter)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    /** The words that the CPU, too, writes for these prompts ({@code ParityTest}). */
    @ParameterizedTest
    @FieldSource("FIXTURES")
    void answersAreTheOfficialOnes(String name) {
        Fixture fixture = Fixture.of(name);
        try (Model model = fixture.model();
                Generator generator = new Generator(model, ExecutorOptions.defaults())) {
            ModelConfig config = model.config();
            List<Fixture.Greedy> cases = fixture.greedy(config.tokens().eos());
            List<TokenRow> rows = cases.stream()
                    .map(each -> TokenRow.prompt(config, each.prompt()))
                    .toList();
            assertThat(generator.generate(TokenRow.batch(config, 0, 0, rows), MOST_NEW_TOKENS))
                    .containsExactly(cases.stream().map(Fixture.Greedy::answer).toArray(int[][]::new));
        }
    }

    /** The generator reads embeddings that were trained on the device since it was made. */
    @Test
    void trainingIsSeenByGeneration() {
        Fixture fixture = Fixture.of("uniform");
        try (Model model = fixture.model();
                Executor executor = new Executor(model, ExecutorOptions.defaults());
                AdamW adam = new AdamW(model, AdamWConfig.DEFAULT);
                Generator old = new Generator(model, ExecutorOptions.defaults())) {
            ModelConfig config = model.config();
            TokenRow prompt = TokenRow.prompt(
                    config, fixture.greedy(config.tokens().eos()).get(0).prompt());
            MultiDataSet prompts = TokenRow.batch(config, prompt);
            old.generate(prompts, MOST_NEW_TOKENS);
            double before = executor.loss(fixture.batch()).mean();
            train(executor, adam, fixture.batch(), 20, 1e-2);

            assertThat(executor.loss(fixture.batch()).mean()).isLessThan(before);
            try (Generator fresh = new Generator(model, ExecutorOptions.defaults())) {
                assertThat(old.generate(prompts, MOST_NEW_TOKENS))
                        .containsExactly(
                                fresh.generate(prompts, MOST_NEW_TOKENS).toArray(int[][]::new));
            }
        }
    }

    @Test
    void stepsLeaveTheDevicesMemoryAsItWas() {
        Fixture fixture = Fixture.of("ragged");
        try (Model model = fixture.model();
                Executor executor = new Executor(model, ExecutorOptions.defaults());
                AdamW adam = new AdamW(model, AdamWConfig.DEFAULT)) {
            train(executor, adam, fixture.batch(), 50, 1e-4);
            long before = freeOnDevice();
            train(executor, adam, fixture.batch(), 500, 1e-4);

            assertThat(before - freeOnDevice()).isLessThan(DEVICE_BOUND);
        }
    }

    private static void train(Executor executor, AdamW adam, MultiDataSet batch, int steps, double rate) {
        for (int step = 0; step < steps; step++) {
            adam.step(executor, rate, executor.accumulate(batch).tokens());
        }
    }

    private static long freeOnDevice() {
        System.gc();
        return NativeOpsHolder.getInstance().getDeviceNativeOps().getDeviceFreeMemoryDefault();
    }
}
