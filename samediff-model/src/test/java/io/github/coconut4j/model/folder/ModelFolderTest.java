package io.github.coconut4j.model.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ModelFolderTest {
    @TempDir
    Path folder;

    @BeforeEach
    void save() {
        try (Model model = TinyModels.gpt2(1)) {
            ModelFolder.save(model, folder);
        }
    }

    private void assertRefused(String... why) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.load(folder))
                .withMessageContaining(folder.toString())
                .withMessageContainingAll(why)
                .withMessageNotContainingAny("\n", "\u001b", "\u0007", "jackson", "REDACTED", "Exception");
    }

    private void edit(String find, String replace) throws IOException {
        Path file = folder.resolve("config.json");
        String text = Files.readString(file);
        assertThat(text).contains(find);
        Files.writeString(file, text.replace(find, replace));
    }

    /** Renames, changes or drops arrays of the file. */
    private void rewrite(java.util.function.UnaryOperator<Map<String, INDArray>> change) {
        Path file = folder.resolve("model.safetensors");
        SafeTensors.write(file, change.apply(SafeTensors.read(file)));
    }

    @Test
    void whatIsSavedIsLoaded() {
        try (Model saved = TinyModels.gpt2(1);
                Model loaded = ModelFolder.load(folder)) {
            assertThat(loaded.config()).isEqualTo(saved.config());
            assertThat(loaded.parameters().flat()).isEqualTo(saved.parameters().flat());
        }
    }

    @Test
    void namesMayLackTheirPrefix() {
        rewrite(arrays -> {
            Map<String, INDArray> bare = new LinkedHashMap<>();
            arrays.forEach((name, array) -> bare.put(name.substring("transformer.".length()), array));
            return bare;
        });
        try (Model saved = TinyModels.gpt2(1);
                Model loaded = ModelFolder.load(folder)) {
            assertThat(loaded.parameters().flat()).isEqualTo(saved.parameters().flat());
        }
    }

    @Test
    void theSameSeedDrawsTheSameModel() {
        try (Model one = TinyModels.gpt2(5);
                Model same = TinyModels.gpt2(5);
                Model other = TinyModels.gpt2(6)) {
            assertThat(one.parameters().flat())
                    .isEqualTo(same.parameters().flat())
                    .isNotEqualTo(other.parameters().flat());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"n_layer", "n_embd", "n_head", "vocab_size", "n_positions", "eos_token_id", "latent_id"})
    void aMissingKeyIsNamed(String key) throws IOException {
        edit("\"" + key + "\"", "\"other\"");
        assertRefused("config.json", key);
    }

    @ParameterizedTest
    @CsvSource({"8,9", "8,0", "8,-8", "8,'\"8\"'", "8,8.5"})
    void aWidthThatCannotBeIsRefused(String right, String wrong) throws IOException {
        edit("\"n_embd\" : " + right, "\"n_embd\" : " + wrong);
        assertRefused("config.json");
    }

    @Test
    void brokenJsonIsLocated() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\n  \"n_layer\": 2,\n  oops\n}");
        assertRefused("config.json", "line 3", "column 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"n_layer\" : 2 | \"n_layer\" : 1000000 | n_layer",
                "\"n_layer\" : 2 | \"n_layer\" : 5000 | 2 layers",
                "\"n_layer\" : 2 | \"n_layer\" : 1 | 2 layers",
                "\"n_layer\" : 2 | \"n_layer\" : 2, \"n_layer\" : 2 | twice",
                "\"vocab_size\" : 13 | \"vocab_size\" : 2000000000 | vocab_size",
                "\"layer_norm_epsilon\" : 1.0E-5 | \"layer_norm_epsilon\" : \"x\" | layer_norm_epsilon",
                "\"layer_norm_epsilon\" : 1.0E-5 | \"layer_norm_epsilon\" : 1e300 | epsilon",
                "\"layer_norm_epsilon\" : 1.0E-5 | \"layer_norm_epsilon\" : 1e999 | epsilon",
                "\"layer_norm_epsilon\" : 1.0E-5 | \"layer_norm_epsilon\" : 0 | epsilon",
                "\"attn_pdrop\" : 0.0 | \"attn_pdrop\" : 1 | attn_pdrop",
                "\"attn_pdrop\" : 0.0 | \"attn_pdrop\" : \"0.1\" | attn_pdrop",
                "\"stop_gradient\" : false | \"stop_gradient\" : 1 | stop_gradient",
                "\"pad_token_id\" : 9 | \"pad_token_id\" : \"x\" | pad_token_id",
                "\"model_type\" : \"gpt2\" | \"model_type\" : 5 | model_type",
                "\"n_layer\" : 2 | \"n_layer\" : 2, \"\u001b]0;x\u0007\" : {{ | line 5",
            })
    void aValueThatCannotBeIsRefused(String right, String wrong, String why) throws IOException {
        edit(right, wrong);
        assertRefused("config.json", why);
    }

    @Test
    void sharesOfDropoutAreKept() throws IOException {
        edit("\"resid_pdrop\" : 0.0", "\"resid_pdrop\" : 0.25");
        Path again = Files.createDirectory(folder.resolve("again"));
        try (Model loaded = ModelFolder.load(folder)) {
            ModelFolder.save(loaded, again);
        }
        assertThat(again.resolve("config.json")).content().contains("\"resid_pdrop\" : 0.25", "\"attn_pdrop\" : 0.0");
    }

    @Test
    void aFolderWithoutConfigIsNoModel() throws IOException {
        Files.delete(folder.resolve("config.json"));
        assertRefused("config.json");
    }

    @Test
    void aFolderWithoutWeightsIsNoModel() throws IOException {
        Files.delete(folder.resolve("model.safetensors"));
        assertRefused("model.safetensors");
    }

    @Test
    void anArrayOfAnotherShapeIsRefused() {
        rewrite(arrays -> {
            arrays.put("transformer.h.1.ln_2.bias", Nd4j.createFromArray(1f, 2f));
            return arrays;
        });
        assertRefused("transformer.h.1.ln_2.bias", "[2]", "[8]");
    }

    @Test
    void aVocabularyTheEmbeddingDoesNotHaveIsRefused() throws IOException {
        edit("\"vocab_size\" : 13", "\"vocab_size\" : 200000");
        assertRefused("transformer.wte.weight", "[13, 8]", "200000");
    }

    @Test
    void weightsThatAreWholeNumbersAreRefused() {
        rewrite(arrays -> {
            arrays.computeIfPresent(
                    "transformer.h.1.attn.c_attn.weight", (name, weight) -> weight.castTo(DataType.INT64));
            return arrays;
        });
        assertRefused("transformer.h.1.attn.c_attn.weight", "quantised");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void weightsThatAreNoNumbersAreRefused(float value) {
        rewrite(arrays -> {
            arrays.get("transformer.h.1.attn.c_attn.weight").putScalar(3, 2, value);
            return arrays;
        });
        assertRefused("transformer.h.1.attn.c_attn.weight", "infinite or none at all (NaN)");
    }

    @Test
    void aMissingArrayIsNamed() {
        rewrite(arrays -> {
            arrays.remove("transformer.ln_f.weight");
            return arrays;
        });
        assertRefused("transformer.ln_f.weight");
    }
}
