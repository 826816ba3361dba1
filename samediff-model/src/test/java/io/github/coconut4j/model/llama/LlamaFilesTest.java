package io.github.coconut4j.model.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.Fixture;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Folders of Hugging Face: what is read, and that nothing is read as what it is not. */
class LlamaFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /** A copy of a fixture's folder with another configuration. */
    private void write(String fixture, Consumer<ObjectNode> change) throws IOException {
        Path from = Fixture.of(fixture).folder();
        ObjectNode config =
                (ObjectNode) JSON.readTree(from.resolve("config.json").toFile());
        change.accept(config);
        JSON.writeValue(folder.resolve("config.json").toFile(), config);
        Files.copy(from.resolve("model.safetensors"), folder.resolve("model.safetensors"));
    }

    private void rewrite(Consumer<Map<String, INDArray>> change) {
        Path file = folder.resolve("model.safetensors");
        Map<String, INDArray> arrays = new LinkedHashMap<>(SafeTensors.read(file));
        change.accept(arrays);
        SafeTensors.write(file, arrays);
    }

    /** Members of a configuration, as JSON without its braces, put over those of the file. */
    private static Consumer<ObjectNode> set(String members) {
        return config -> {
            try {
                config.setAll((ObjectNode) JSON.readTree("{" + members + "}"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private LlamaConfig read() {
        try (Model model = ModelFolder.load(folder)) {
            return (LlamaConfig) model.config().decoder();
        }
    }

    private void assertRefused(String... why) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.load(folder))
                .withMessageContaining(folder.toString())
                .withMessageContainingAll(why)
                .withMessageNotContainingAny("\n", "jackson", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "llama3_ragged", "qwen2"})
    void whatIsWrittenIsReadAsTheSameModel(String fixture) throws IOException {
        Path again = Files.createDirectory(folder.resolve("again"));
        try (Model model = Fixture.of(fixture).model()) {
            ModelFolder.save(model, again);
            try (Model loaded = ModelFolder.load(again)) {
                assertThat(loaded.config()).isEqualTo(model.config());
                assertThat(loaded.parameters().flat())
                        .isEqualTo(model.parameters().flat());
            }
        }
    }

    @Test
    void theNewerSpellingOfRotationsMeansTheSame() throws IOException {
        write("llama3_ragged", config -> {
            ObjectNode block = (ObjectNode) config.remove("rope_scaling");
            block.set("rope_theta", config.remove("rope_theta"));
            config.set("rope_parameters", block);
            config.set("dtype", config.remove("torch_dtype"));
        });
        assertThat(read().rotary()).isEqualTo(new Rotary(500_000, new Llama3Scaling(8, 1, 4, 16)));
    }

    @Test
    void theTypeOfRotationsMayHaveItsOlderName() throws IOException {
        write("llama", set("\"rope_scaling\": {\"type\": \"default\"}"));
        assertThat(read().rotary()).isEqualTo(new Rotary(10_000, null));
    }

    /** As LlamaConfig, MistralConfig and Qwen2Config of transformers have it. */
    @Test
    void whatAFileLeavesOutIsWhatTransformersTakes() throws IOException {
        write("llama", config -> {
            for (String key : new String[] {"rope_theta", "rope_scaling", "rms_norm_eps", "tie_word_embeddings"}) {
                config.remove(key);
            }
        });
        LlamaConfig read = read();
        assertThat(read.rotary().theta()).isEqualTo(10_000);
        assertThat(read.epsilon()).isEqualTo(1e-6);
        assertThat(read.tied()).isFalse();
        assertThat(read.attention()).isEqualTo(new Heads(4, 2, 8));
    }

    /** What a file sets to null it leaves out, as in transformers; one word said twice is no contradiction. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"head_dim\": null, \"rope_scaling\": null, \"sliding_window\": null, \"quantization_config\": null",
                "\"rope_theta\": 1e4, \"rope_parameters\": {\"rope_theta\": 10000.0, \"rope_type\": \"default\"}",
                "\"rope_scaling\": {\"type\": \"default\"}, \"rope_parameters\": {\"rope_type\": \"default\"}",
                "\"layer_types\": [\"full_attention\", \"full_attention\"], \"partial_rotary_factor\": 1.0,"
                        + " \"mlp_bias\": false",
                "\"model_type\": \"mistral\", \"sliding_window\": null, \"hidden_act\": \"swish\""
            })
    void whatMeansTheSameIsReadAsTheSame(String members) throws IOException {
        write("llama", set(members));
        LlamaConfig read = read();
        assertThat(read.rotary()).isEqualTo(new Rotary(10_000, null));
        assertThat(read.attention()).isEqualTo(new Heads(4, 2, 8));
    }

    @Test
    void withoutAWordOfKeysEveryHeadOfALlamaHasItsOwn() throws IOException {
        write("llama", config -> config.remove("num_key_value_heads"));
        assertRefused("k_proj.weight", "[16, 32]", "[32, 32]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "hidden_act": "gelu"                                              | hidden_act          | gelu
                    "attention_bias": true                                            | attention_bias      | true
                    "mlp_bias": true                                                  | mlp_bias            | true
                    "pretraining_tp": 2                                               | pretraining_tp      | 2
                    "quantization_config": {"quant_method": "gptq", "bits": 4}        | quantization_config | gptq
                    "sliding_window": 64                                              | sliding_window      | 64
                    "use_sliding_window": true                                        | use_sliding_window  | true
                    "layer_types": ["full_attention", "sliding_attention"]            | layer_types         | sliding_attention
                    "partial_rotary_factor": 0.5                                      | partial_rotary_factor | 0.5
                    "rope_scaling": {"rope_type": "linear", "factor": 2}              | rope_scaling.rope_type | linear
                    "rope_scaling": {"type": "dynamic", "factor": 2}                  | rope_scaling.type   | dynamic
                    "rope_scaling": {"rope_type": "yarn", "factor": 4}                | rope_scaling.rope_type | yarn
                    "rope_parameters": {"rope_type": "longrope", "rope_theta": 1e4}   | rope_parameters.rope_type | longrope
                    "rope_parameters": {"rope_type": "default", "rope_theta": 5e5}    | rope_parameters.rope_theta | rope_theta
                    "rope_parameters": {"rope_theta": 1e4, "partial_rotary_factor": 0.25} | partial_rotary_factor | 0.25
                    "rope_parameters": {"full_attention": {"rope_theta": 1e4}}        | full_attention      | rope_theta
                    "rope_scaling": {"type": "default", "mrope_section": [1, 1, 2]}   | mrope_section       | [1,1,2]
                    "rope_scaling": {"factor": 2}                                     | rope_scaling.factor | 2
                    "rope_scaling": {"rope_type": "llama3", "factor": 8}              | low_freq_factor     | lacks
                    "rope_scaling": {"rope_type": "llama3", "factor": 8, "low_freq_factor": 1, "high_freq_factor": 4} | original_max_position_embeddings | lacks
                    "rope_scaling": {"rope_type": "llama3", "factor": 8, "low_freq_factor": 4, "high_freq_factor": 4, "original_max_position_embeddings": 16} | low_freq_factor | 4.0
                    "rope_scaling": {"rope_type": "proportional"}                     | rope_scaling.rope_type | proportional
                    "rope_theta": "10000"                                             | rope_theta          | a number
                    "model_type": "qwen2", "layer_types": ["sliding_attention", "full_attention"] | layer_types | sliding_attention
                    "model_type": "mistral", "sliding_window": 64                     | sliding_window      | 64
                    "model_type": "qwen3"                                             | model_type          | qwen3
                    "rope_scaling": 2                                                 | rope_scaling        | 2
                    "rope_theta": 0                                                   | rope_theta          | above 0
                    "num_key_value_heads": 3                                          | 4 attention heads   | 3
                    "head_dim": 7                                                     | 7                   | even
                    "head_dim": 16                                                    | q_proj.weight       | [64, 32]
                    "num_attention_heads": 0                                          | 0                   | heads
                    "tie_word_embeddings": true                                       | lm_head.weight      | head of its own
                    "model_type": "qwen2"                                             | q_proj.bias         | lacks
                    "model_type": "llama4"                                            | model_type          | llama4
                    """)
    void whatWouldBeComputedOtherwiseIsRefusedByName(String members, String key, String value) throws IOException {
        write("llama", set(members));
        assertRefused(key, value);
    }

    @Test
    void aMistralThatSaysNothingOfItsWindowHasOne() throws IOException {
        write("llama", set("\"model_type\": \"mistral\", \"max_position_embeddings\": 32768"));
        assertRefused("sliding_window", "4096");
        Files.delete(folder.resolve("model.safetensors"));
        write(
                "llama",
                set("\"model_type\": \"mistral\", \"max_position_embeddings\": 32768, \"sliding_window\": null"));
        assertThat(read().variant()).isEqualTo(Variant.MISTRAL);
        Path again = Files.createDirectory(folder.resolve("again"));
        try (Model model = ModelFolder.load(folder)) {
            ModelFolder.save(model, again);
        }
        assertThat(JSON.readTree(again.resolve("config.json").toFile())
                        .get("sliding_window")
                        .isNull())
                .isTrue();
    }

    @Test
    void aWindowThatIsSwitchedOffOrWiderThanEveryTextIsNone() throws IOException {
        write("qwen2", set("\"use_sliding_window\": false, \"sliding_window\": 8"));
        assertThat(read().variant()).isEqualTo(Variant.QWEN2);
        Files.delete(folder.resolve("model.safetensors"));
        write("llama", set("\"sliding_window\": 128"));
        assertThat(read().positions()).isEqualTo(128);
    }

    @Test
    void namesMayLackTheirPrefixAndOldFilesHaveFrequencies() throws IOException {
        write("llama", set(""));
        rewrite(arrays -> {
            Map<String, INDArray> theirs = new LinkedHashMap<>(arrays);
            arrays.clear();
            theirs.forEach((name, array) -> arrays.put(name.replaceFirst("^model\\.", ""), array));
            arrays.put("layers.0.self_attn.rotary_emb.inv_freq", Nd4j.ones(4));
        });
        try (Model read = ModelFolder.load(folder);
                Model model = Fixture.of("llama").model()) {
            assertThat(read.parameters().flat()).isEqualTo(model.parameters().flat());
        }
    }

    @Test
    void aHeadThatIsMissingOrALayerTooManyIsNamed() throws IOException {
        write("llama", set(""));
        rewrite(arrays -> arrays.remove("lm_head.weight"));
        assertRefused("lacks the array lm_head.weight");
        rewrite(arrays -> arrays.put("model.layers.2.input_layernorm.weight", Nd4j.ones(32)));
        assertRefused("model.layers.2.input_layernorm.weight");
    }
}
