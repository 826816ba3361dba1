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
                ModelFolder.load(GPT2, GPT2, new LatentTokens(10, 11, 12, 0, 0), new VocabularyGrowth(13, 13, 13, 1))) {
            SameDiff graph = ServingGraph.of(model, 0);
            INDArray logits = graph.outputSingle(Map.of("input_ids", expected.get("input_ids")), "logits");
            // float on both sides: roundings alone
            assertThat(Relative.error(logits, expected.get("logits"))).isLessThan(1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"sharded, 0", "sharded/model.safetensors.index.json, 0", "checkpoint_1, 0", "half, 1e-3"})
    void everyFormHoldsTheSameModel(String weights, double rounding) {
        try (Model model = ModelFolder.load(GPT2, FILES.resolve(weights), TOKENS, new VocabularyGrowth(13, 16, 16, 1));
                Model expected = ModelFolder.load(GPT2, GPT2, TOKENS, new VocabularyGrowth(13, 16, 16, 1))) {
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
        try (Model model = ModelFolder.load(GPT2, GPT2, TOKENS, new VocabularyGrowth(13, 16, 16, 5))) {
            INDArray embeddings = model.parameters().get(Gpt2Layout.TOKENS);
            for (int row = 13; row < 16; row++) {
                assertThat(embeddings.getRow(row)).isEqualTo(embeddings.getRow(5));
            }
        }
    }

    @Test
    void embeddingsOfNoTokenAreLeftOut() {
        try (Model model = ModelFolder.load(
                        GPT2, GPT2, new LatentTokens(8, 9, 7, 0, 0), new VocabularyGrowth(10, 10, 10, 1));
                Model whole = ModelFolder.load(GPT2, GPT2, TOKENS, new VocabularyGrowth(13, 16, 16, 1))) {
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
        try (Model model = ModelFolder.load(GPT2, GPT2, last, new VocabularyGrowth(7, 10, 10, 5))) {
            INDArray embeddings = model.parameters().get(Gpt2Layout.TOKENS);
            assertThat(embeddings.size(0)).isEqualTo(10);
            for (int row = 7; row < 10; row++) {
                assertThat(embeddings.getRow(row)).isEqualTo(embeddings.getRow(5));
            }
        }
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
        try (Model model = ModelFolder.load(GPT2, file, TOKENS, new VocabularyGrowth(13, 16, 16, 5))) {
            assertThat(model.parameters().get(Gpt2Layout.TOKENS)).isEqualTo(trained);
        }
        try (Model model = ModelFolder.load(GPT2, file, TOKENS, new VocabularyGrowth(13, 16, 17, 5))) {
            assertThat(model.parameters().get(Gpt2Layout.TOKENS).getRow(16)).isEqualTo(trained.getRow(15));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_orig_mod.",
                "module.",
                "_orig_mod.module.",
                "module._orig_mod.",
                "base_causallm.",
                "base_causallm._orig_mod.",
                "_orig_mod.base_causallm.module.",
                "_fsdp_wrapped_module.base_causallm."
            })
    void whateverWrapsAModelIsTakenOff(String wrapper) {
        Map<String, INDArray> wrapped = new LinkedHashMap<>();
        SafeTensors.read(GPT2.resolve("model.safetensors"))
                .forEach((name, array) -> wrapped.put(wrapper + name, array));
        assertTheSameModel(write(wrapped));
    }

    @Test
    void wrappersWithinNamesAreTakenOut() {
        Map<String, INDArray> wrapped = new LinkedHashMap<>();
        SafeTensors.read(GPT2.resolve("model.safetensors"))
                .forEach((name, array) -> wrapped.put(name.replaceFirst("h\\.(\\d+)", "h.$1._orig_mod"), array));
        assertTheSameModel(write(wrapped));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lm_head.weight", "embedding.weight", "base_causallm.lm_head.weight"})
    void aTiedEmbeddingMayHaveAnyOfItsNames(String name) {
        Map<String, INDArray> arrays = new LinkedHashMap<>(SafeTensors.read(GPT2.resolve("model.safetensors")));
        arrays.put(name, arrays.remove(Gpt2Layout.TOKENS));
        assertTheSameModel(write(arrays));
    }

    /** nanoGPT writes linear layers [out, in]. Without biases, they are zeros. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void matricesOfNanoGptAreTurned(boolean biases) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        Map<String, INDArray> turned = new LinkedHashMap<>();
        SafeTensors.read(GPT2.resolve("model.safetensors")).forEach((name, array) -> {
            if (biases || !name.endsWith(".bias")) {
                boolean matrix = name.contains(".h.") && array.rank() == 2;
                turned.put("_orig_mod." + name, matrix ? array.transpose().dup('c') : array);
            }
            arrays.put(name, biases || !name.endsWith(".bias") ? array : array.mul(0));
        });
        Path file = write(turned);
        Path straight = folder.resolve("straight.safetensors");
        SafeTensors.write(straight, arrays);
        try (Model model = load(file);
                Model expected = load(straight)) {
            assertThat(model.parameters().flat())
                    .isEqualTo(expected.parameters().flat());
        }
    }

    @Test
    void adaptersAreRefused() {
        Map<String, INDArray> arrays = new LinkedHashMap<>(SafeTensors.read(GPT2.resolve("model.safetensors")));
        arrays.put("transformer.h.0.attn.c_attn.lora_A.default.weight", Nd4j.zeros(2, 8));
        assertRefused(write(arrays), "LoRA", "lora_A", "merge_and_unload");
    }

    @Test
    void whatLiesBesideAModelIsNamed() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        SafeTensors.read(GPT2.resolve("model.safetensors")).forEach((name, array) -> {
            arrays.put("base_causallm." + name, array);
            arrays.put("expainable_llm." + name, array);
        });
        assertRefused(write(arrays), "expainable_llm.transformer");
    }

    @Test
    void aPrefixOfItsOwnIsNamed() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        SafeTensors.read(GPT2.resolve("model.safetensors"))
                .forEach((name, array) -> arrays.put("net.gpt." + name, array));
        assertRefused(write(arrays), "\"net.gpt.\"");
    }

    @Test
    void anotherArchitectureIsDescribedByWhatItHas() {
        assertRefused(
                write(Map.of("model.layers.0.self_attn.q_proj.weight", Nd4j.zeros(8, 8))),
                "no GPT-2",
                "model.layers.0.self_attn.q_proj.weight");
    }

    @Test
    void moreLayersThanTheConfigurationHasAreNotDropped() {
        Map<String, INDArray> arrays = new LinkedHashMap<>(SafeTensors.read(GPT2.resolve("model.safetensors")));
        arrays.put("transformer.h.2.ln_1.weight", Nd4j.zeros(8));
        assertRefused(write(arrays), "3 layers");
    }

    @ParameterizedTest
    @CsvSource({"13, 12, 15", "13, 14, 17", "13, 16, 16", "13, 11, 14"})
    void tokensOfAnotherTokenizerAreRefused(int embeddings, int known, int thinking) {
        VocabularyGrowth growth = new VocabularyGrowth(known, thinking, thinking, 1);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> growth.kept(embeddings, embeddings + 1, false))
                .withMessageContaining("embeddings of 13 tokens");
    }

    @Test
    void aFolderWhoseTokenizerHasMoreTokensThanThereAreEmbeddingsIsRefused() {
        VocabularyGrowth growth = new VocabularyGrowth(14, 17, 17, 1);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.load(GPT2, GPT2, TOKENS, growth))
                .withMessageContaining("the tokenizer has 14");
    }

    /** Thirteen embeddings, of which one to three are of no token: none of them becomes that of a thought. */
    @ParameterizedTest
    @ValueSource(ints = {10, 11, 12})
    void fewEmbeddingsThatFillUpAreLeftOutToo(int known) {
        LatentTokens thoughts = new LatentTokens(known, known + 1, known + 2, 0, 0);
        try (Model model =
                ModelFolder.load(GPT2, GPT2, thoughts, new VocabularyGrowth(known, known + 3, known + 3, 5))) {
            INDArray embeddings = model.parameters().get(Gpt2Layout.TOKENS);
            for (int row = known; row < known + 3; row++) {
                assertThat(embeddings.getRow(row)).isEqualTo(embeddings.getRow(5));
            }
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
                "\"model_type\": \"gpt_neo\"",
                "\"n_inner\": 16",
                "\"scale_attn_by_inverse_layer_idx\": true",
                "\"tie_word_embeddings\": false"
            })
    void aSettingThatChangesTheComputationIsRefused(String setting) throws IOException {
        String key = setting.substring(0, setting.indexOf(':'));
        String config = Files.readString(GPT2.resolve("config.json"));
        Files.writeString(folder.resolve("config.json"), config.replaceFirst(key + ": [^,]*", setting));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.load(folder, GPT2, TOKENS, new VocabularyGrowth(13, 16, 16, 1)))
                .withMessageContaining("config.json")
                .withMessageContaining(
                        setting.substring(setting.indexOf(':') + 2).replace("\"", ""));
    }

    @Test
    void numbersThatAreNotTheWeightsThemselvesAreRefused() throws IOException {
        String config = Files.readString(GPT2.resolve("config.json"));
        Files.writeString(
                folder.resolve("config.json"),
                config.replaceFirst("\\{", "{\"quantization_config\": {\"quant_method\": \"gptq\"},"));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.load(folder, GPT2, TOKENS, new VocabularyGrowth(13, 16, 16, 1)))
                .withMessageContaining("config.json sets quantization_config");
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

    private static Model load(Path weights) {
        return ModelFolder.load(GPT2, weights, TOKENS, new VocabularyGrowth(13, 16, 16, 1));
    }

    private static void assertTheSameModel(Path weights) {
        try (Model model = load(weights);
                Model expected = load(GPT2)) {
            assertThat(model.parameters().flat())
                    .isEqualTo(expected.parameters().flat());
        }
    }

    private static void assertRefused(Path weights, String... why) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> load(weights))
                .withMessageContainingAll(why);
    }
}
