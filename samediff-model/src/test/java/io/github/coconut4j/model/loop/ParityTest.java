package io.github.coconut4j.model.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.Fixture;
import io.github.coconut4j.model.LoopGraph;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.generate.Generator;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.Loss;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Agreement with others in float64: 1e-4 relative; the worst seen is 2e-6, float rounding of a gradient. */
class ParityTest {
    private static final double TOLERANCE = 1e-4;
    private static final int MOST_NEW_TOKENS = 12;
    static final List<String> FIXTURES =
            Stream.concat(Fixture.NAMES.stream(), Fixture.LLAMA_NAMES.stream()).toList();

    static Stream<Arguments> settings() {
        return FIXTURES.stream().flatMap(name -> Stream.of(Mode.values())
                .flatMap(mode -> Stream.of(1, 2).map(streams -> Arguments.of(name, mode, streams))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2} streams")
    @MethodSource("settings")
    void lossAndEveryGradientAgree(String name, Mode mode, int streams) {
        Fixture fixture = Fixture.of(name);
        try (Model model = fixture.model();
                Executor executor = new Executor(model, options(mode, streams));
                Parameters gradients = Parameters.trained(model.config())) {
            Loss loss = executor.accumulate(fixture.batch());
            gradients.flat().assign(executor.gradients()).divi(loss.tokens());

            assertThat(loss.mean()).isCloseTo(fixture.loss(), within(TOLERANCE * fixture.loss()));
            for (String parameter : gradients.names()) {
                assertThat(Relative.error(gradients.get(parameter), fixture.gradient(parameter)))
                        .as(parameter)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}, {2} streams")
    @MethodSource("settings")
    void lossWithoutGradientsAgrees(String name, Mode mode, int streams) {
        Fixture fixture = Fixture.of(name);
        try (Model model = fixture.model();
                Executor executor = new Executor(model, options(mode, streams))) {
            assertThat(executor.loss(fixture.batch()).mean())
                    .isCloseTo(fixture.loss(), within(TOLERANCE * fixture.loss()));
        }
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void logitsAgreeWhereThereAreTokens(String name) {
        Fixture fixture = Fixture.of(name);
        try (Model model = fixture.model()) {
            LoopGraph graph = LoopGraph.gpt2(model.config(), model.parameters(), fixture.batch());
            INDArray expected = fixture.reference().get("logits");
            for (Mode mode : Mode.values()) {
                double[] ours = graph.tokensOnly(graph.run(mode).logits());
                double[] theirs = graph.tokensOnly(graph.timeMajor(expected));
                assertThat(Relative.error(ours, theirs)).as(mode.name()).isLessThan(TOLERANCE);
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}, {2} streams")
    @MethodSource("settings")
    void greedyOutputsAgreeTokenByToken(String name, Mode mode, int streams) {
        Fixture fixture = Fixture.of(name);
        try (Model model = fixture.model();
                Generator generator = new Generator(model, options(mode, streams))) {
            ModelConfig config = model.config();
            List<Fixture.Greedy> cases = fixture.greedy(config.tokens().eos());
            List<TokenRow> rows = cases.stream()
                    .map(each -> TokenRow.prompt(config, each.prompt()))
                    .toList();
            List<int[]> together = generator.generate(TokenRow.batch(config, 0, 0, rows), MOST_NEW_TOKENS);
            for (int i = 0; i < cases.size(); i++) {
                int[] alone = generator
                        .generate(TokenRow.batch(config, rows.get(i)), MOST_NEW_TOKENS)
                        .get(0);
                assertThat(alone)
                        .as("prompt %d alone", i)
                        .isEqualTo(cases.get(i).answer());
                assertThat(together.get(i))
                        .as("prompt %d in a batch", i)
                        .isEqualTo(cases.get(i).answer());
            }
        }
    }

    private static ExecutorOptions options(Mode mode, int streams) {
        return ExecutorOptions.defaults().withMode(mode).withStreams(streams);
    }
}
