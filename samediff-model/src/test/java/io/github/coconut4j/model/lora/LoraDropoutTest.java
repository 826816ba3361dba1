package io.github.coconut4j.model.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.PlainGpt2;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.AdaptableConfig;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.internal.run.LeftOut;
import io.github.coconut4j.model.llama.Heads;
import io.github.coconut4j.model.llama.LlamaConfig;
import io.github.coconut4j.model.llama.PlainLlama;
import io.github.coconut4j.model.llama.Rotary;
import io.github.coconut4j.model.llama.Variant;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.MicroBatch;
import io.github.coconut4j.model.train.Executor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Adapters trained with a share of their inputs left out, against plain arithmetic that leaves out the same. */
class LoraDropoutTest {
    /** Of floats against doubles: rounding. */
    private static final double TOLERANCE = 3e-5;

    private static final long NOISE = 41;
    private static final double SHARE = 0.3;
    private static final ModelConfig GPT2 =
            with((AdaptableConfig) TinyModels.CONFIG.decoder(), SHARE, "c_attn", "c_fc", "mlp.c_proj");
    private static final ModelConfig LLAMA = llama(SHARE);

    /** Matrices that are read in parts; matrices of every place of a layer. */
    static final List<ModelConfig> MODELS = List.of(GPT2, LLAMA);

    /** Rows of different lengths with different numbers of thoughts. */
    private static final List<TokenRow> ROWS = List.of(
            TokenRow.random(GPT2, 1, 4, 3, 3),
            TokenRow.random(GPT2, 2, 3, 1, 4),
            TokenRow.random(GPT2, 3, 5, 2, 1),
            TokenRow.random(GPT2, 4, 6, 0, 3));

    private static ModelConfig llama(double share) {
        return with(
                new LlamaConfig(Variant.QWEN2, 2, 8, 10, new Heads(4, 2, 6), 13, 32, 1e-5, Rotary.STANDARD, false, 0),
                share,
                "q_proj",
                "k_proj",
                "v_proj",
                "o_proj",
                "gate_proj",
                "up_proj",
                "down_proj");
    }

    private static ModelConfig with(AdaptableConfig decoder, double share, String... targets) {
        Lora lora = new Lora(2, 6, share, List.of(targets), List.of());
        return new ModelConfig(new LoraConfig(decoder, lora), TinyModels.TOKENS);
    }

    static Stream<Arguments> spreads() {
        return MODELS.stream().flatMap(model -> Stream.of(new int[] {1, 100}, new int[] {2, 2}, new int[] {3, 1})
                .map(spread -> Arguments.of(model, spread[0], spread[1])));
    }

    private static Map<String, long[]> shapes(ModelConfig config) {
        return ParameterSpec.shapes(config.decoder().parameters());
    }

    private static Parameters doubles(ModelConfig config) {
        return TinyModels.randomDoubles(Parameters.zeros(shapes(config), DataType.DOUBLE), 3);
    }

    private static Model model(ModelConfig config) {
        return Model.of(config, TinyModels.floats(doubles(config), shapes(config)));
    }

    private static Parameters rounded(Model model) {
        Parameters doubles = Parameters.zeros(shapes(model.config()), DataType.DOUBLE);
        doubles.flat().assign(model.parameters().flat());
        return doubles;
    }

    private static MultiDataSet batch(ModelConfig config) {
        return TokenRow.batch(config, 0, 0, ROWS);
    }

    private static double plainLoss(ModelConfig config, Parameters parameters) {
        return IntStream.range(0, ROWS.size())
                .mapToDouble(row -> plainLoss(config, parameters, row))
                .sum();
    }

    private static double plainLoss(ModelConfig config, Parameters parameters, int row) {
        LeftOut left = LeftOut.ofAdapters(NOISE, row, SHARE);
        int[] ids = ROWS.get(row).ids();
        int answer = ROWS.get(row).answer();
        if (config.decoder().family().equals("gpt2")) {
            PlainGpt2 plain = new PlainGpt2(config, parameters, left);
            return plain.loss(ids, answer, plain.thoughts(ids));
        }
        double[][] logits = new PlainLlama(config, parameters, left).logits(ids.length - answer, ids);
        return IntStream.range(ids.length - answer, ids.length)
                .mapToDouble(column -> Math.log(
                                Arrays.stream(logits[column - 1]).map(Math::exp).sum())
                        - logits[column - 1][ids[column]])
                .sum();
    }

    @ParameterizedTest(name = "{1} streams, micro-batches of {2}")
    @MethodSource("spreads")
    void lossIsThatOfPlainArithmeticHoweverRowsAreSpread(ModelConfig config, int streams, int rows) {
        ExecutorOptions options =
                ExecutorOptions.defaults().withStreams(streams).withMicroBatch(new MicroBatch(rows));
        try (Model model = model(config);
                Executor whole = new Executor(model, ExecutorOptions.defaults().withStreams(2));
                Executor spread = new Executor(model, options)) {
            double expected = plainLoss(config, rounded(model));
            double loss = spread.accumulate(batch(config), NOISE).sum();
            assertThat(Math.abs(loss - expected)).isLessThan(TOLERANCE * expected);
            whole.accumulate(TokenRow.batch(config, 3, 2, ROWS), NOISE); // filled up further
            assertThat(Relative.error(spread.gradients(), whole.gradients())).isLessThan(TOLERANCE);
        }
    }

    /** Along a random direction of every matrix of the adapters. */
    @ParameterizedTest
    @FieldSource("MODELS")
    void gradientsAreTheSlopesOfPlainArithmetic(ModelConfig config) {
        try (Model model = model(config);
                Executor executor =
                        new Executor(model, ExecutorOptions.defaults().withStreams(2))) {
            Parameters doubles = rounded(model);
            executor.accumulate(batch(config), NOISE);
            for (ParameterSpec trained : config.decoder().trained()) {
                double[] gradient = Relative.numbers(executor.gradient(trained.name()));
                double[] direction = new Random(trained.name().hashCode())
                        .doubles(gradient.length, -1, 1)
                        .toArray();
                double derived = IntStream.range(0, gradient.length)
                        .mapToDouble(i -> gradient[i] * direction[i])
                        .sum();
                double size = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
                assertThat(Math.abs(derived - slope(config, doubles, trained.name(), direction)))
                        .as(trained.name())
                        .isLessThan(10 * TOLERANCE * Math.max(size, 1e-2));
            }
        }
    }

    private static double slope(ModelConfig config, Parameters parameters, String name, double[] direction) {
        double step = 1e-5;
        move(parameters.get(name), direction, step);
        double up = plainLoss(config, parameters);
        move(parameters.get(name), direction, -2 * step);
        double down = plainLoss(config, parameters);
        move(parameters.get(name), direction, step);
        return (up - down) / (2 * step);
    }

    private static void move(INDArray array, double[] direction, double step) {
        for (int i = 0; i < direction.length; i++) {
            array.data().put(i, array.data().getDouble(i) + step * direction[i]);
        }
    }

    /** What is evaluated, asked and merged knows nothing of it; and the memory for what is left out is counted. */
    @ParameterizedTest
    @FieldSource("MODELS")
    void nothingIsLeftOutWhereNothingIsTrained(ModelConfig config) {
        LoraConfig with = (LoraConfig) config.decoder();
        ModelConfig without = new ModelConfig(
                new LoraConfig(
                        with.base(),
                        new Lora(
                                with.lora().rank(),
                                with.lora().alpha(),
                                with.lora().targets())),
                config.tokens());
        try (Model model = model(config);
                Executor executor = new Executor(model, ExecutorOptions.defaults());
                Model other = model(without);
                Executor plain = new Executor(other, ExecutorOptions.defaults())) {
            double loss = plain.loss(batch(config)).sum();
            assertThat(executor.loss(batch(config)).sum()).isEqualTo(loss);
            assertThat(plain.accumulate(batch(config), NOISE).sum())
                    .isNotEqualTo(executor.accumulate(batch(config), NOISE).sum());
            assertThat(executor.bytes()).isGreaterThan(plain.bytes());
        }
    }

    @Test
    void aShareThatLeavesNothingIsRefused() {
        for (double share : new double[] {1, -0.1, Double.NaN}) {
            assertThatThrownBy(() -> llama(share))
                    .isInstanceOf(ModelException.class)
                    .hasMessage("The dropout of adapters is " + share + "; it must be 0 or more and below 1.");
        }
    }
}
