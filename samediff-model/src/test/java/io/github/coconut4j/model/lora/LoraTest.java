package io.github.coconut4j.model.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.LoopGraph;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.AdaptableConfig;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.VocabularyGrowth;
import io.github.coconut4j.model.linear.MatrixOrder;
import io.github.coconut4j.model.llama.Heads;
import io.github.coconut4j.model.llama.LlamaConfig;
import io.github.coconut4j.model.llama.Rotary;
import io.github.coconut4j.model.llama.Variant;
import io.github.coconut4j.model.loop.FiniteDifferenceTest;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.train.AdamW;
import io.github.coconut4j.model.train.AdamWConfig;
import io.github.coconut4j.model.train.Executor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LoraTest {
    private static final int[][] ROWS = {{4, 3, 3}, {3, 1, 4}, {5, 2, 1}};
    private static final LatentTokens TOKENS = TinyModels.TOKENS;

    /** Matrices that are read in parts, matrices in and out of the MLP. */
    private static final ModelConfig GPT2 =
            with((AdaptableConfig) TinyModels.CONFIG.decoder(), "c_attn", "c_fc", "mlp.c_proj");

    private static final ModelConfig LLAMA = with(
            new LlamaConfig(Variant.LLAMA, 2, 8, 10, new Heads(4, 2, 2), 13, 32, 1e-5, Rotary.STANDARD, false, 0),
            "q_proj",
            "v_proj",
            "down_proj");

    /** With embeddings of tokens beside, which are the tied head as well, or not; the tokens stand in rows and are predicted. */
    private static final ModelConfig TIED = new ModelConfig(
            LoraConfig.of(TinyModels.CONFIG.decoder(), new Lora(2, 6, 0, List.of("c_attn"), List.of(7, 12, 3))),
            TOKENS);

    private static final ModelConfig UNTIED = new ModelConfig(
            new LoraConfig(((LoraConfig) LLAMA.decoder()).base(), new Lora(2, 6, 0, List.of("q_proj"), List.of(12, 5))),
            TOKENS);

    static final List<ModelConfig> MODELS = List.of(GPT2, LLAMA, TIED, UNTIED);

    @TempDir
    Path folder;

    private static ModelConfig with(AdaptableConfig decoder, String... targets) {
        return new ModelConfig(new LoraConfig(decoder, new Lora(2, 6, List.of(targets))), TOKENS);
    }

    private static Map<String, long[]> shapes(ModelConfig config) {
        return ParameterSpec.shapes(config.decoder().parameters());
    }

    private static Parameters doubles(ModelConfig config) {
        return TinyModels.randomDoubles(Parameters.zeros(shapes(config), DataType.DOUBLE), 3);
    }

    private static LoopGraph graph(ModelConfig config, Parameters parameters) {
        return LoopGraph.over(
                config::in, config, parameters, TokenRow.batch(config, FiniteDifferenceTest.tokenRows(ROWS)));
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void gradientsAreSlopes(ModelConfig config) {
        Parameters parameters = doubles(config);
        FiniteDifferenceTest.check(graph(config, parameters), parameters);
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void fastFormsInFloatAgreeWithStockOpsInDouble(ModelConfig config) {
        Parameters doubles = doubles(config);
        LoopGraph.Results fast =
                graph(config, TinyModels.floats(doubles, shapes(config))).run(Mode.FAST);
        LoopGraph.Results exact = graph(config, doubles).run(Mode.REFERENCE);
        assertThat(Math.abs(fast.loss() / exact.loss() - 1)).isLessThan(1e-5);
        exact.gradients().forEach((name, gradient) -> assertThat(
                        Relative.error(fast.gradients().get(name), gradient))
                .as(name)
                .isLessThan(1e-4));
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void mergedAnswersAsUnmerged(ModelConfig config) {
        Parameters parameters = TinyModels.floats(doubles(config), shapes(config));
        LoopGraph.Results unmerged = graph(config, parameters).run(Mode.FAST);
        Model merged = Adapters.merged(Model.of(config, parameters));
        assertThat(merged.config().decoder()).isEqualTo(((LoraConfig) config.decoder()).base());
        LoopGraph graph = graph(merged.config(), merged.parameters());
        LoopGraph.Results actual = graph.run(Mode.FAST);
        assertThat(Relative.error(graph.tokensOnly(actual.logits()), graph.tokensOnly(unmerged.logits())))
                .isLessThan(1e-5);
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void freshAdaptersChangeNothing(ModelConfig config) {
        try (Model model = Model.create(config, new Initialisation(0.3, 0.5), 7)) {
            double with = graph(config, model.parameters()).run(Mode.REFERENCE).loss();
            Model plain = Adapters.merged(model);
            double without = graph(plain.config(), plain.parameters())
                    .run(Mode.REFERENCE)
                    .loss();
            assertThat(with).isEqualTo(without);
        }
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void trainingChangesTheAdaptersAndNothingElse(ModelConfig config) {
        try (Model model = Model.create(config, new Initialisation(0.3, 0.5), 7);
                Executor executor =
                        new Executor(model, ExecutorOptions.defaults().withStreams(2));
                AdamW adamW = new AdamW(model, AdamWConfig.DEFAULT)) {
            Map<String, INDArray> before = new LinkedHashMap<>();
            model.arrays().forEach((name, array) -> before.put(name, array.dup()));
            for (int step = 0; step < 2; step++) { // B is 0 at first, so A has no gradient in the first step
                long tokens = executor.accumulate(TokenRow.batch(config, FiniteDifferenceTest.tokenRows(ROWS)))
                        .tokens();
                adamW.step(executor, 0.01, tokens);
            }
            assertThat(executor.gradients().length())
                    .isEqualTo(Parameters.trained(config).flat().length());
            before.forEach((name, array) -> assertThat(model.arrays().get(name).equals(array))
                    .as(name)
                    .isEqualTo(!model.trained().contains(name)));
        }
    }

    @Test
    void adaptersAreSavedAloneAndReadBackBesideTheirModel() throws IOException {
        Path base = savedBase();
        Path adapters = Files.createDirectory(folder.resolve("adapters"));
        VocabularyGrowth growth = new VocabularyGrowth(13, 13, 15, 3);
        Lora lora = new Lora(2, 4, List.of("c_attn"));
        try (Model model = ModelFolder.load(base, base, TOKENS, growth, lora, 5)) {
            model.parameters().get("transformer.h.1.attn.c_attn.lora_B.weight").assign(0.25);
            ModelFolder.save(model, adapters);
            assertThat(adapters.toFile().list()).containsExactlyInAnyOrder("config.json", "adapters.safetensors");
            try (Model loaded = ModelFolder.load(adapters)) {
                assertThat(loaded.config()).isEqualTo(model.config());
                assertThat(loaded.frozen()).isEqualTo(model.frozen());
                assertThat(loaded.parameters().flat())
                        .isEqualTo(model.parameters().flat());
            }
        }
    }

    @Test
    void embeddingsOfTokensAreSavedWithTheAdaptersAndBeginAsTheyAre() throws IOException {
        Path base = savedBase();
        Path adapters = Files.createDirectory(folder.resolve("adapters"));
        VocabularyGrowth growth = new VocabularyGrowth(13, 13, 15, 3);
        Lora lora = new Lora(2, 4, 0, List.of("c_attn"), List.of(14, 13, 14));
        try (Model model = ModelFolder.load(base, base, TOKENS, growth, lora, 5)) {
            INDArray added = model.parameters().get("transformer.wte.lora_tokens.weight");
            assertThat(added.shape()).containsExactly(2, TinyModels.CONFIG.width());
            assertThat(added.norm1Number().doubleValue()).isZero();
            added.assign(0.25);
            ModelFolder.save(model, adapters);
            try (Model loaded = ModelFolder.load(adapters)) {
                assertThat(loaded.config()).isEqualTo(model.config());
                INDArray table =
                        loaded.parameters().get("transformer.wte.weight").dup();
                Adapters.merged(loaded);
                INDArray merged =
                        loaded.parameters().get("transformer.wte.weight").sub(table);
                for (int token = 0; token < 15; token++) {
                    double expected = token < 13 ? 0 : 0.25;
                    assertThat(merged.getRow(token).toFloatVector())
                            .as("token %d", token)
                            .satisfies(row -> {
                                for (float number : row) {
                                    assertThat((double) number).isEqualTo(expected, within(1e-6));
                                }
                            });
                }
            }
        }
    }

    @Test
    void aTokenThatTheVocabularyLacksIsRefused() {
        Lora lora = new Lora(2, 4, 0, List.of("c_attn"), List.of(99));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> LoraConfig.of(TinyModels.CONFIG.decoder(), lora))
                .withMessageContainingAll("99", "13");
    }

    @Test
    void aModelThatHasChangedIsNotTakenForTheAdapters() throws IOException {
        Path base = savedBase();
        Path adapters = Files.createDirectory(folder.resolve("adapters"));
        try (Model model = ModelFolder.load(
                base, base, TOKENS, new VocabularyGrowth(13, 13, 13, 3), new Lora(2, 4, List.of("c_attn")), 5)) {
            ModelFolder.save(model, adapters);
        }
        try (Model other = TinyModels.gpt2(2)) {
            ModelFolder.save(other, base);
        }
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.load(adapters))
                .withMessageContainingAll(base.toString(), "have changed");
        Files.delete(base.resolve("model.safetensors"));
        Files.delete(base.resolve("config.json"));
        Files.delete(base);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.load(adapters))
                .withMessageContainingAll(base.toString(), "put it back");
    }

    private Path savedBase() throws IOException {
        Path base = Files.createDirectory(folder.resolve("base"));
        try (Model model = TinyModels.gpt2(1)) {
            ModelFolder.save(model, base);
        }
        return base;
    }

    @Test
    void aTargetThatIsNoLinearLayerIsRefusedWithThoseThereAre() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> with((AdaptableConfig) TinyModels.CONFIG.decoder(), "q_proj"))
                .withMessageContainingAll("q_proj", "c_attn, c_proj, c_fc");
    }

    /** {@code Linear(3, 2)} by hand: W = 0, A = (1 2 3), B = (1, -1), alpha / rank = 2, so x = (1, 1, 1) becomes 2 * 6 * (1, -1). */
    @Test
    void whatIsAddedIsScaledByAlphaOverRank() {
        Adapter adapter = new Adapter("layer", 1, 3, 2);
        INDArray matrix = Nd4j.zeros(DataType.FLOAT, 3, 2);
        adapter.addTo(
                matrix,
                MatrixOrder.IN_OUT,
                Nd4j.createFromArray(new float[][] {{1, 2, 3}}),
                Nd4j.createFromArray(new float[][] {{1}, {-1}}),
                new Lora(1, 2, List.of("layer")).scale());
        assertThat(matrix.toFloatMatrix()).isDeepEqualTo(new float[][] {{2, -2}, {4, -4}, {6, -6}});
    }
}
