package io.github.coconut4j.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.SameDiffFiles;
import io.github.coconut4j.model.lora.Adapters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A folder like that of SmolLM2-135M, in its own words and small, all the way: taken in, trained, killed and resumed, given out, loaded again. */
class LlamaFolderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /** All of the model is trained, or adapters beside it. */
    @ParameterizedTest
    @ValueSource(strings = {"", ", lora: {rank: 4, alpha: 8, targets: [q_proj, v_proj, down_proj]}"})
    @DisabledOnOs(value = OS.MAC, architectures = "x86_64", disabledReason = "no native code of the tokenizers library")
    void isTakenInTrainedKilledResumedAndGivenOutAgain(String lora) throws IOException, InterruptedException {
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        SmallLlama.write(theirs);
        Path imported = folder.resolve("imported");
        Cli.Result taken = Cli.run("import", "--from", theirs.toString(), "--out", imported.toString());
        assertThat(taken.err()).isEmpty();
        assertThat(taken.out()).contains("Llama of 2 layers, width 36, 9 heads", "thoughts are token 259");

        String yaml =
                """
                name: smol
                data: {type: graph_search, hops: 2, problems_per_epoch: 16}
                model: {type: pretrained, path: '%s'%s}
                method: {type: coconut}
                curriculum: {stages: 1, epochs: [1, 1]}
                optimizer: {lr: 1e-3}
                batch_size: 8
                evaluation: {validation_problems: 4, test_problems: 4, max_new_tokens: 4}
                """
                        .formatted(imported, lora);
        Path whole = folder.resolve("whole");
        Experiment.fromYaml(yaml).train(whole);
        Path killed = folder.resolve("killed");
        KilledTraining.run(yaml, killed, 3); // the first of the second stage, whose thought the first one has not
        Experiment.resume(killed);
        Path last = checkpoint(whole);
        try (Model one = ModelFolder.load(last);
                Model other = ModelFolder.load(checkpoint(killed));
                Model before = ModelFolder.load(imported)) {
            assertThat(other.parameters().flat()).isEqualTo(one.parameters().flat());
            assertThat(one.parameters().flat()).isNotEqualTo(before.parameters().flat());
        }

        Path exported = folder.resolve("exported");
        Cli.Result given =
                Cli.run("export", "--model", last.toString(), "--format", "huggingface", "--out", exported.toString());
        assertThat(given.exitCode()).isEqualTo(ExitCode.OK);
        INDArray trained = logits(ModelFolder.load(last));
        INDArray merged = logits(Adapters.merged(ModelFolder.load(last)));
        assertThat(merged.distance2(trained))
                .isLessThan(1e-5 * trained.norm2Number().doubleValue());
        assertThat(logits(ModelFolder.load(exported))).isEqualTo(merged);
        assertThat(trained.distance2(logits(ModelFolder.load(imported)))).isGreaterThan(1e-3);
        assertIsAFolderOfTransformers(
                JSON.readTree(exported.resolve("config.json").toFile()));
    }

    private static Path checkpoint(Path run) {
        return new RunFolder(run).checkpoints().latest().orElseThrow().folder();
    }

    /** Of one row with two thoughts, by {@code model.fb}. */
    private INDArray logits(Model model) {
        Path file = folder.resolve("model.fb");
        try (model) {
            SameDiffFiles.write(model, 2, file);
        }
        INDArray ids = Nd4j.createFromArray(new int[][] {{40, 72, 9, 257, 259, 259, 258, 17}});
        return SameDiff.load(file.toFile(), false).outputSingle(Map.of("input_ids", ids), "logits");
    }

    /** The keys that LlamaConfig of transformers reads, 4 and 5. */
    private static void assertIsAFolderOfTransformers(JsonNode config) {
        assertThat(config.at("/model_type").asText()).isEqualTo("llama");
        assertThat(config.at("/architectures/0").asText()).isEqualTo("LlamaForCausalLM");
        assertThat(config.at("/hidden_size").asInt()).isEqualTo(36);
        assertThat(config.at("/intermediate_size").asInt()).isEqualTo(96);
        assertThat(config.at("/num_hidden_layers").asInt()).isEqualTo(2);
        assertThat(config.at("/num_attention_heads").asInt()).isEqualTo(9);
        assertThat(config.at("/num_key_value_heads").asInt()).isEqualTo(3);
        assertThat(config.at("/max_position_embeddings").asInt()).isEqualTo(2048);
        assertThat(config.at("/rms_norm_eps").asDouble()).isEqualTo(1e-5);
        assertThat(config.at("/rope_theta").asDouble()).isEqualTo(100_000);
        assertThat(config.at("/tie_word_embeddings").asBoolean()).isTrue();
        assertThat(config.at("/vocab_size").asInt()).isEqualTo(SmallLlama.VOCABULARY + 3);
    }
}
