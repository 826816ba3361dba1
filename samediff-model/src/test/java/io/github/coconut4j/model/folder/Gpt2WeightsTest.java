package io.github.coconut4j.model.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.gpt2.Gpt2Layout;
import io.github.coconut4j.model.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Models of transformers and of the official Coconut, in every form they are passed on in. */
class Gpt2WeightsTest {
    private static final Path FILES = Path.of("src/test/resources/torch");
    private static final Path GPT2 = FILES.resolve("gpt2");
    private static final LatentTokens TOKENS = new LatentTokens(13, 14, 15, 0, 0);

    @TempDir
    Path folder;

    @Test
    void logitsAreThoseOfTransformers() {
        Map<String, INDArray> expected = SafeTensors.read(FILES.resolve("expected.safetensors"));
        try (Model model =
                Model.load(GPT2, GPT2, new LatentTokens(10, 11, 12, 0, 0), new VocabularyGrowth(13, 13, 1))) {
            SameDiff graph = ServingGraph.of(model, 0);
            INDArray logits = graph.outputSingle(Map.of("input_ids", expected.get("input_ids")), "logits");
            // float on both sides: roundings alone
            assertThat(Relative.error(logits, expected.get("logits"))).isLessThan(1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"sharded, 0", "sharded/model.safetensors.index.json, 0", "checkpoint_1, 0", "half, 1e-3"})
    void everyFormHoldsTheSameModel(String weights, double rounding) {
        try (Model model = Model.load(GPT2, FILES.resolve(weights), TOKENS, new VocabularyGrowth(13, 13 + 3, 1));
                Model expected = Model.load(GPT2, GPT2, TOKENS, new VocabularyGrowth(13, 13 + 3, 1))) {
            assertThat(model.config()).isEqualTo(expected.config());
            double difference = model.parameters()
                    .flat()
                    .sub(expected.parameters().flat())
                    .amaxNumber()
                    .doubleValue();
            assertThat(difference).isLessThanOrEqualTo(rounding);
        }
    }

    @Test
    void newTokensAreCopiesOfTheOneThatIsNamed() {
        try (Model model = Model.load(GPT2, GPT2, TOKENS, new VocabularyGrowth(13, 16, 5))) {
            INDArray embeddings = model.parameters().get(Gpt2Layout.TOKENS);
            for (int row = 13; row < 16; row++) {
                assertThat(embeddings.getRow(row)).isEqualTo(embeddings.getRow(5));
            }
        }
    }

    @Test
    void embeddingsOfNoTokenAreLeftOut() {
        try (Model model = Model.load(GPT2, GPT2, new LatentTokens(8, 9, 7, 0, 0), new VocabularyGrowth(13, 10, 1));
                Model whole = Model.load(GPT2, GPT2, TOKENS, new VocabularyGrowth(13, 16, 1))) {
            INDArray embeddings = model.parameters().get(Gpt2Layout.TOKENS);
            assertThat(embeddings.size(0)).isEqualTo(10);
            assertThat(embeddings.getRow(9))
                    .isEqualTo(whole.parameters().get(Gpt2Layout.TOKENS).getRow(9));
        }
    }

    /** Thirteen embeddings and ten tokens, of which the model's own tokenizer has seven. */
    @Test
    void embeddingsThatOnlyFillUpAreNotThoseOfNewTokens() {
        LatentTokens last = new LatentTokens(8, 9, 7, 0, 0);
        try (Model model = Model.load(GPT2, GPT2, last, new VocabularyGrowth(7, 10, 5))) {
            INDArray embeddings = model.parameters().get(Gpt2Layout.TOKENS);
            assertThat(embeddings.size(0)).isEqualTo(10);
            for (int row = 7; row < 10; row++) {
                assertThat(embeddings.getRow(row)).isEqualTo(embeddings.getRow(5));
            }
        }
        assertThat(Model.embeddings(GPT2)).isEqualTo(13);
    }

    @Test
    void aCheckpointThatKnowsMoreTokensThanItsBaseKeepsThemAndFurtherOnesBeginAsItsLatentToken() {
        Map<String, INDArray> arrays = new LinkedHashMap<>(SafeTensors.read(GPT2.resolve("model.safetensors")));
        INDArray trained =
                Nd4j.concat(0, arrays.get(Gpt2Layout.TOKENS), Nd4j.ones(3, 8).muli(7));
        arrays.put(Gpt2Layout.TOKENS, trained);
        Map<String, INDArray> wrapped = new LinkedHashMap<>();
        arrays.forEach((name, array) -> wrapped.put("base_causallm." + name, array));
        Path file = folder.resolve("checkpoint.safetensors");
        SafeTensors.write(file, wrapped);
        try (Model model = Model.load(GPT2, file, TOKENS, new VocabularyGrowth(13, 16, 5))) {
            assertThat(model.parameters().get(Gpt2Layout.TOKENS)).isEqualTo(trained);
        }
        try (Model model = Model.load(GPT2, file, TOKENS, new VocabularyGrowth(13, 17, 5))) {
            assertThat(model.parameters().get(Gpt2Layout.TOKENS).getRow(16)).isEqualTo(trained.getRow(15));
        }
    }

    @Test
    void aHeadOfItsOwnIsRefused() {
        Map<String, INDArray> arrays = new LinkedHashMap<>(SafeTensors.read(GPT2.resolve("model.safetensors")));
        arrays.put("lm_head.weight", Nd4j.zeros(13, 8));
        assertRefused(write(arrays), "lm_head.weight");
    }

    @Test
    void twoModelsInOneFileAreRefused() {
        Map<String, INDArray> arrays = new LinkedHashMap<>(SafeTensors.read(GPT2.resolve("model.safetensors")));
        arrays.put("base_causallm.transformer.ln_f.bias", Nd4j.zeros(8));
        assertRefused(write(arrays), "two models");
    }

    @Test
    void anArrayOfAnotherShapeIsRefused() {
        Map<String, INDArray> arrays = new LinkedHashMap<>(SafeTensors.read(GPT2.resolve("model.safetensors")));
        arrays.put("transformer.h.0.mlp.c_fc.weight", Nd4j.zeros(32, 8));
        assertRefused(write(arrays), "transformer.h.0.mlp.c_fc.weight");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"activation_function\": \"gelu\"",
                "\"model_type\": \"llama\"",
                "\"n_inner\": 16",
                "\"scale_attn_by_inverse_layer_idx\": true",
                "\"tie_word_embeddings\": false"
            })
    void aSettingThatChangesTheComputationIsRefused(String setting) throws IOException {
        String key = setting.substring(0, setting.indexOf(':'));
        String config = Files.readString(GPT2.resolve("config.json"));
        Files.writeString(folder.resolve("config.json"), config.replaceFirst(key + ": [^,]*", setting));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Model.load(folder, GPT2, TOKENS, new VocabularyGrowth(13, 16, 1)))
                .withMessageContaining("config.json")
                .withMessageContaining(
                        setting.substring(setting.indexOf(':') + 2).replace("\"", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../model.safetensors", "/etc/passwd", "none.safetensors", "model.safetensors.index.json"})
    void anIndexThatPointsElsewhereIsRefused(String target) throws IOException {
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\": {\"transformer.wte.weight\": \"" + target + "\"}}");
        assertRefused(index, target);
    }

    @Test
    void shardsThatDoNotBelongToTheIndexAreRefused() throws IOException {
        try (Stream<Path> files = Files.list(FILES.resolve("sharded"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, Files.readString(index).replace("transformer.wpe.weight", "transformer.wpe.weights"));
        assertRefused(index, "transformer.wpe.weights");
    }

    private Path write(Map<String, INDArray> arrays) {
        Path file = folder.resolve("x.safetensors");
        SafeTensors.write(file, arrays);
        return file;
    }

    private void assertRefused(Path weights, String why) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Model.load(GPT2, weights, TOKENS, new VocabularyGrowth(13, 16, 1)))
                .withMessageContaining(why);
    }
}
