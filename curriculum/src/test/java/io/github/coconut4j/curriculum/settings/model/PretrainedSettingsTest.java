package io.github.coconut4j.curriculum.settings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.text.Gpt2Tokenizer;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.data.text.WordTokenizer;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class PretrainedSettingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void aModelThatKnowsNoThoughtsIsGivenTheirTokens() throws IOException {
        Files.writeString(
                folder.resolve("vocab.json"), "{\"<\": 0, \"a\": 1, \"b\": 2, \"<<\": 3, \"<|endoftext|>\": 4}");
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n< <\n");
        Tokenizer tokenizer = Tokenizers.load(folder);
        int known = tokenizer.size() - 3;
        ModelConfig config = new ModelConfig(new Gpt2Config(1, 8, 2, known, 12, 1e-5), new LatentTokens(1, 2, 3, 0, 0));
        try (Model old = Model.create(config, Initialisation.GPT2, 1)) {
            ModelFolder.save(old, folder);
            asHuggingFaceWritesIt(folder);
            try (Model model = PretrainedSettings.of(folder).create(tokenizer, 0)) {
                INDArray before = old.parameters().get("transformer.wte.weight");
                INDArray after = model.parameters().get("transformer.wte.weight");
                assertThat(model.config().vocabulary()).isEqualTo(tokenizer.size());
                assertThat(model.config().tokens().latent()).isEqualTo(tokenizer.latent());
                assertThat(after.get(NDArrayIndex.interval(0, known), NDArrayIndex.all()))
                        .isEqualTo(before);
                for (int row = known; row < tokenizer.size(); row++) {
                    assertThat(after.getRow(row))
                            .isEqualTo(before.getRow(tokenizer.id("<<").orElseThrow()));
                }
                assertThat(model.parameters().get("transformer.h.0.mlp.c_fc.weight"))
                        .isEqualTo(old.parameters().get("transformer.h.0.mlp.c_fc.weight"));
            }
        }
    }

    /** As many GPT-2 are passed on: 50304 embeddings, a multiple of 64, for 50257 tokens. */
    @Test
    void embeddingsThatFillUpTheVocabularyDoNotBecomeThoughts() throws IOException {
        Tokenizer gpt2 = Gpt2Tokenizer.standard();
        gpt2.save(folder);
        Files.delete(folder.resolve("added_tokens.json"));
        Files.delete(folder.resolve("tokenizer_config.json"));
        ModelConfig config =
                new ModelConfig(new Gpt2Config(1, 2, 1, 50_304, 4, 1e-5), new LatentTokens(0, 1, 2, 50_256, 50_256));
        try (Model padded = Model.create(config, Initialisation.GPT2, 1)) {
            ModelFolder.save(padded, folder);
        }
        asHuggingFaceWritesIt(folder);
        PretrainedSettings spec = PretrainedSettings.of(folder);

        try (Model model = spec.create(spec.tokenizer(new ListSource("none", List.of(), "none")), 0)) {
            INDArray embeddings = model.parameters().get("transformer.wte.weight");
            assertThat(embeddings.size(0)).isEqualTo(50_260);
            for (int row = 50_257; row < 50_260; row++) {
                assertThat(embeddings.getRow(row))
                        .isEqualTo(embeddings.getRow(gpt2.id("<<").orElseThrow()));
            }
        }
    }

    @Test
    void moreRoomIsNotAskedOfAModelThatHasLearntItsPositions() {
        assertThat(PretrainedSettings.of(Path.of("models/gpt2")).roomFor(2000))
                .contains("models/gpt2")
                .doesNotContain("model.positions");
        assertThat(Dsl.gpt2().roomFor(2000)).contains("model.positions", "2000");
    }

    @Test
    void aFolderWithoutModelIsRefused() {
        Tokenizer tokenizer = WordTokenizer.of(List.of("a"));
        tokenizer.save(folder);

        assertThatThrownBy(() -> PretrainedSettings.of(folder).create(tokenizer, 0))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is no model folder");
    }

    /** Leaves out what only models of this project have. */
    private static void asHuggingFaceWritesIt(Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
        root.remove("coconut");
        JSON.writeValue(file.toFile(), root);
    }
}
