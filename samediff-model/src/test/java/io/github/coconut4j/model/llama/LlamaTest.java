package io.github.coconut4j.model.llama;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.LoopGraph;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.dropout.Dropout;
import io.github.coconut4j.model.generate.Generator;
import io.github.coconut4j.model.internal.run.LeftOut;
import io.github.coconut4j.model.loop.FiniteDifferenceTest;
import io.github.coconut4j.model.loop.LoopOptions;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.train.Executor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The decoder of the Llama family in loops of every kind, against slopes, against plain arithmetic and against itself in other modes. */
class LlamaTest {
    /** Of floats against doubles: rounding. */
    private static final double TOLERANCE = 3e-5;

    /** How much more than stock ops fast forms may round where a gradient is a small difference of large terms; 2.5 times was seen. */
    private static final double ROUNDING = 3;

    private static final Llama3Scaling STRETCHED = new Llama3Scaling(8, 1, 4, 16);
    private static final ModelConfig GROUPED = of(Variant.LLAMA, new Heads(4, 2, 2), new Rotary(100, null), false);
    private static final ModelConfig LLAMA3 = of(Variant.LLAMA, new Heads(2, 2, 6), new Rotary(50, STRETCHED), true);
    private static final ModelConfig QWEN2 = of(Variant.QWEN2, new Heads(3, 1, 4), Rotary.STANDARD, true);
    private static final ModelConfig BOTTLENECK = GROUPED.loop(LoopOptions.BOTTLENECK);

    /** Heads in groups; more width in heads than in the model, slow rotations; one head of keys and biases; thoughts as the only way to the answer. */
    static final List<ModelConfig> MODELS = List.of(GROUPED, LLAMA3, QWEN2, BOTTLENECK);

    private static ModelConfig of(Variant variant, Heads heads, Rotary rotary, boolean tied) {
        return new ModelConfig(
                new LlamaConfig(variant, 2, 8, 10, heads, 13, 32, 1e-5, rotary, tied, 0), TinyModels.TOKENS);
    }

    /** Every model with rows that differ in their thoughts, the first with batches of every kind. */
    static Stream<Arguments> loops() {
        return MODELS.stream().flatMap(model -> FiniteDifferenceTest.batches()
                .map(batch -> Arguments.of(model, batch.get()[0], batch.get()[1]))
                .filter(loop -> model.equals(GROUPED) || loop.get()[1].equals("different numbers of thoughts")));
    }

    private static Map<String, long[]> shapes(ModelConfig config) {
        return ParameterSpec.shapes(config.decoder().parameters());
    }

    private static Parameters doubles(ModelConfig config, long seed) {
        return TinyModels.randomDoubles(Parameters.zeros(shapes(config), DataType.DOUBLE), seed);
    }

    private static LoopGraph graph(ModelConfig config, Parameters parameters, TokenRow... rows) {
        return LoopGraph.over(config::in, config, parameters, TokenRow.batch(config, rows));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("loops")
    void gradientsAreSlopes(ModelConfig config, String name, int[][] rows) {
        Parameters parameters = doubles(config, 1);
        FiniteDifferenceTest.check(graph(config, parameters, FiniteDifferenceTest.tokenRows(rows)), parameters);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("loops")
    void fastFormsInFloatAgreeWithStockOpsInDouble(ModelConfig config, String name, int[][] rows) {
        for (int copies : new int[] {1, 8}) { // few rows, and so many that attention runs in one piece
            TokenRow[] few = FiniteDifferenceTest.tokenRows(rows);
            TokenRow[] many = new TokenRow[copies * few.length];
            Arrays.setAll(many, i -> few[i % few.length]);
            Parameters floats = TinyModels.floats(doubles(config, 2), shapes(config));
            Parameters same = Parameters.zeros(shapes(config), DataType.DOUBLE);
            same.flat().assign(floats.flat());
            LoopGraph graph = graph(config, floats, many);
            LoopGraph.Results actual = graph.run(Mode.FAST);
            LoopGraph.Results stock = graph.run(Mode.REFERENCE);
            LoopGraph.Results expected = graph(config, same, many).run(Mode.REFERENCE);

            assertThat(Math.abs(actual.loss() - expected.loss())).isLessThan(TOLERANCE * expected.loss());
            assertThat(Relative.error(graph.tokensOnly(actual.logits()), graph.tokensOnly(expected.logits())))
                    .isLessThan(TOLERANCE);
            expected.gradients().forEach((parameter, gradient) -> {
                double rounded = Relative.error(stock.gradients().get(parameter), gradient);
                assertThat(rounded).as(parameter).isLessThan(10 * TOLERANCE);
                assertThat(Relative.error(actual.gradients().get(parameter), gradient))
                        .as(parameter)
                        .isLessThan(Math.max(TOLERANCE, ROUNDING * rounded));
            });
        }
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void keysAndValuesOfEarlierPassesGiveWhatPlainArithmeticGives(ModelConfig config) {
        Parameters parameters = doubles(config, 3);
        PlainLlama plain = new PlainLlama(config, parameters);
        for (int thoughts : new int[] {0, 1, 3}) {
            TokenRow row = TokenRow.random(config, 11, 4, thoughts, 3);
            double[] expected = Arrays.stream(plain.logits(row.ids().length, row.ids()))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            double[] actual = Relative.numbers(
                    graph(config, parameters, row).run(Mode.REFERENCE).logits());
            assertThat(Relative.error(actual, expected))
                    .as("%d thoughts", thoughts)
                    .isLessThan(1e-12);
        }
    }

    /** Rows with other numbers of thoughts beside them, and padding, change nothing. */
    @ParameterizedTest
    @FieldSource("MODELS")
    void answersAreThoseOfPlainArithmetic(ModelConfig config) {
        Parameters parameters = TinyModels.floats(doubles(config, 4), shapes(config));
        PlainLlama plain = new PlainLlama(config, parameters);
        List<TokenRow> prompts = new ArrayList<>();
        for (int[] sizes : new int[][] {{4, 3, 1}, {2, 1, 2}, {6, 0, 0}, {3, 2, 0}}) {
            int[] ids = TokenRow.random(config, 20 + prompts.size(), sizes[0], sizes[1], sizes[2])
                    .ids();
            prompts.add(TokenRow.prompt(config, ids));
        }
        MultiDataSet batch = TokenRow.batch(config, 1, 1, prompts);
        try (Model model = Model.of(config, parameters);
                Generator generator =
                        new Generator(model, ExecutorOptions.defaults().withStreams(1))) {
            List<int[]> answers = generator.generate(batch, 8);
            for (int i = 0; i < prompts.size(); i++) {
                assertThat(answers.get(i))
                        .as("prompt %d", i)
                        .isEqualTo(greedy(plain, config, prompts.get(i).ids(), 8));
            }
        }
    }

    private static int[] greedy(PlainLlama plain, ModelConfig config, int[] prompt, int limit) {
        int[] ids = prompt;
        while (ids.length < prompt.length + limit) {
            double[] last = plain.logits(prompt.length, ids)[ids.length - 1];
            int next = IntStream.range(0, last.length).reduce(0, (a, b) -> last[b] > last[a] ? b : a);
            if (next == config.tokens().eos()) {
                break;
            }
            ids = Arrays.copyOf(ids, ids.length + 1);
            ids[ids.length - 1] = next;
        }
        return Arrays.copyOfRange(ids, prompt.length, ids.length);
    }

    /** Heads that share keys ask in several ways; what is left out of their weights depends on the head alone. */
    @ParameterizedTest
    @FieldSource("MODELS")
    void withNumbersLeftOutTheLossIsThatOfPlainArithmetic(ModelConfig config) {
        Dropout shares = new Dropout(0.1, 0.3, 0.2);
        List<TokenRow> rows = List.of(TokenRow.random(config, 1, 4, 2, 3), TokenRow.random(config, 2, 3, 1, 1));
        try (Model model = Model.create(config, new Initialisation(0.3, 0.3), 4);
                Executor executor =
                        new Executor(model, ExecutorOptions.defaults().withStreams(1), shares)) {
            double expected = 0;
            for (int row = 0; row < rows.size(); row++) {
                int[] ids = rows.get(row).ids();
                int answer = rows.get(row).answer();
                LeftOut left = LeftOut.of(6, row, shares.embeddings(), shares.attention(), shares.residual());
                double[][] logits = new PlainLlama(config, model.parameters(), left).logits(ids.length - answer, ids);
                for (int column = ids.length - answer; column < ids.length; column++) {
                    double[] before = logits[column - 1];
                    expected += Math.log(Arrays.stream(before).map(Math::exp).sum()) - before[ids[column]];
                }
            }
            double loss =
                    executor.accumulate(TokenRow.batch(config, 0, 0, rows), 6).sum();
            assertThat(Math.abs(loss - expected)).isLessThan(TOLERANCE * expected);
            assertThat(executor.loss(TokenRow.batch(config, 0, 0, rows)).sum()).isNotEqualTo(loss);
        }
    }
}
