package io.github.coconut4j.model.lora;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.LoopGraph;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.VocabularyGrowth;
import io.github.coconut4j.model.llama.Heads;
import io.github.coconut4j.model.llama.LlamaConfig;
import io.github.coconut4j.model.llama.Rotary;
import io.github.coconut4j.model.llama.Variant;
import io.github.coconut4j.model.loop.FiniteDifferenceTest;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Adapters beside matrices in half precision. */
class HalvedTest {
    private static final int[][] ROWS = {{4, 3, 3}, {3, 1, 4}, {5, 2, 1}};

    /** Matrices that are read in parts by the last layer. */
    private static final ModelConfig GPT2 =
            with(TinyModels.CONFIG.decoder(), new Lora(2, 6, 0, List.of("c_attn", "c_fc"), List.of(7, 12)));

    private static final ModelConfig LLAMA = with(llama(2, 8), new Lora(2, 6, List.of("q_proj", "v_proj")));

    static final List<ModelConfig> MODELS = List.of(GPT2, LLAMA);

    @TempDir
    Path folder;

    private static LlamaConfig llama(int layers, int width) {
        Heads heads = new Heads(4, 2, width / 4);
        return new LlamaConfig(Variant.LLAMA, layers, width, 2 * width, heads, 13, 32, 1e-5, Rotary.STANDARD, false, 0);
    }

    private static ModelConfig with(DecoderConfig decoder, Lora lora) {
        return new ModelConfig(LoraConfig.of(decoder, lora.halved(true)), TinyModels.TOKENS);
    }

    private static ModelConfig floats(ModelConfig halved) {
        LoraConfig decoder = (LoraConfig) halved.decoder();
        return new ModelConfig(
                new LoraConfig(decoder.base(), decoder.lora().halved(false)), halved.tokens(), halved.loop());
    }

    private static Parameters random(ModelConfig config) {
        ModelConfig floats = floats(config);
        return TinyModels.randomDoubles(Parameters.of(floats), 3);
    }

    private static Model halved(ModelConfig config) {
        Parameters parameters = Parameters.of(config);
        try (Parameters random = random(config)) {
            parameters.arrays().forEach((name, array) -> array.assign(random.get(name)));
        }
        return Model.of(config, parameters);
    }

    /** The same numbers, each a float. */
    private static Model rounded(Model halved) {
        ModelConfig config = floats(halved.config());
        Parameters parameters = Parameters.of(config);
        parameters
                .arrays()
                .forEach((name, array) -> array.assign(halved.parameters().get(name)));
        return Model.of(config, parameters);
    }

    private static MultiDataSet batch(ModelConfig config) {
        return TokenRow.batch(config, FiniteDifferenceTest.tokenRows(ROWS));
    }

    /** Floats without their lower 16 bits, to the nearest, to even in the middle. */
    private static float nearest(float number) {
        int bits = Float.floatToRawIntBits(number);
        return Float.intBitsToFloat((bits + 0x7fff + (bits >>> 16 & 1)) & 0xffff0000);
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void linearLayersAreRoundedToTheNearestAndNothingElse(ModelConfig config) {
        try (Parameters random = random(config);
                Model model = halved(config)) {
            List<String> halved = config.decoder().parameters().stream()
                    .filter(spec -> spec.name().matches(".*layers.*_proj.weight|.*[.]h[.].*[.]c_(attn|proj|fc).weight"))
                    .map(ParameterSpec::name)
                    .toList();
            assertThat(config.decoder().halved()).containsExactlyInAnyOrderElementsOf(halved);
            random.arrays().forEach((name, array) -> {
                INDArray kept = model.parameters().get(name);
                boolean half = halved.contains(name);
                assertThat(kept.dataType()).as(name).isEqualTo(half ? DataType.BFLOAT16 : DataType.FLOAT);
                float[] expected = array.dup('c').data().asFloat();
                for (int i = 0; half && i < expected.length; i++) {
                    expected[i] = nearest(expected[i]);
                }
                assertThat(kept.castTo(DataType.FLOAT).ravel().toFloatVector())
                        .as(name)
                        .isEqualTo(expected);
            });
            long numbers = config.parameters();
            long twoBytesLess =
                    halved.stream().mapToLong(name -> random.get(name).length()).sum();
            assertThat(config.bytes()).isEqualTo(4 * numbers - 2 * twoBytesLess);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, FAST, 1", "0, FAST, 2", "0, REFERENCE, 1", "1, FAST, 1", "1, FAST, 2", "1, REFERENCE, 1"})
    void lossAndGradientsAreThoseOfTheRoundedNumbersToTheLastBit(int number, Mode mode, int streams) {
        ModelConfig config = MODELS.get(number);
        ExecutorOptions options =
                ExecutorOptions.defaults().withStreams(streams).withMode(mode);
        try (Model half = halved(config);
                Model full = rounded(half);
                Executor one = new Executor(half, options);
                Executor other = new Executor(full, options)) {
            Loss expected = other.accumulate(batch(config));
            for (int step = 0; step < 2; step++) { // what one leaves behind must not be taken for the other's
                assertThat(one.accumulate(batch(config))).isEqualTo(expected);
                assertThat(one.gradients()).isEqualTo(other.gradients());
                assertThat(one.gradients().norm1Number().doubleValue()).isGreaterThan(0.1);
                one.gradients().assign(0);
            }
        }
    }

    @Test
    void aPlanHoldsTheFloatsOfOneMatrixNotOfAll() {
        ModelConfig config = with(llama(6, 64), new Lora(2, 6, List.of("q_proj")));
        long largest = 64 * 128;
        ExecutorOptions options = ExecutorOptions.defaults().withStreams(1);
        try (Model half = halved(config);
                Model full = rounded(half);
                Executor one = new Executor(half, options);
                Executor other = new Executor(full, options)) {
            one.accumulate(batch(config));
            other.accumulate(batch(config));
            assertThat(one.bytes() - other.bytes()).isBetween(0L, 4 * largest + 4096);
        }
    }

    @Test
    void areSavedAndReadBackAndMergedAsFloats() throws IOException {
        Path base = Files.createDirectory(folder.resolve("base"));
        try (Model model = TinyModels.gpt2(1)) {
            ModelFolder.save(model, base);
        }
        Path adapters = Files.createDirectory(folder.resolve("adapters"));
        Lora lora = new Lora(2, 4, List.of("c_attn")).halved(true);
        VocabularyGrowth growth = new VocabularyGrowth(13, 13, 15, 3);
        try (Model model = ModelFolder.load(base, base, TinyModels.TOKENS, growth, lora, 5)) {
            model.parameters().get("transformer.h.1.attn.c_attn.lora_B.weight").assign(0.25);
            ModelFolder.save(model, adapters);
            Model loaded = ModelFolder.load(adapters);
            assertThat(loaded.config()).isEqualTo(model.config());
            loaded.parameters().arrays().forEach((name, array) -> assertThat(array)
                    .as(name)
                    .isEqualTo(model.parameters().get(name)));
            LoopGraph graph = LoopGraph.over(
                    loaded.config()::in, loaded.config(), rounded(loaded).parameters(), batch(loaded.config()));
            double[] unmerged = graph.tokensOnly(graph.run(Mode.FAST).logits());
            Model merged = Adapters.merged(loaded);
            merged.parameters().arrays().forEach((name, array) -> assertThat(array.dataType())
                    .isEqualTo(DataType.FLOAT));
            LoopGraph plain =
                    LoopGraph.over(merged.config()::in, merged.config(), merged.parameters(), batch(merged.config()));
            assertThat(Relative.error(plain.tokensOnly(plain.run(Mode.FAST).logits()), unmerged))
                    .isLessThan(1e-5);
        }
    }
}
