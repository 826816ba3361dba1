package io.github.coconut4j.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.settings.model.LoraSettings;
import io.github.coconut4j.curriculum.settings.model.PretrainedSettings;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.SameDiffFiles;
import io.github.coconut4j.model.io.SafeTensors;
import io.github.coconut4j.model.lora.LoraConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Adapters beside a Llama, all the way: trained, stopped and resumed, given out merged and for peft, taken in again. */
class AdaptersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LoraSettings LORA = Dsl.lora();

    @TempDir
    private Path folder;

    private Path base;

    @BeforeEach
    void takeIn() throws IOException {
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        SmallLlama.write(theirs);
        base = folder.resolve("base");
        assertThat(Cli.run("import", "--from", theirs.toString(), "--out", base.toString())
                        .exitCode())
                .isEqualTo(ExitCode.OK);
    }

    private Experiment experiment(String lora) {
        return Experiment.fromYaml(
                """
                name: adapted
                data: {type: graph_search, hops: 2, problems_per_epoch: 16}
                model: {type: pretrained, path: '%s', lora: %s}
                method: {type: coconut}
                curriculum: {stages: 1, epochs: [1, 1]}
                optimizer: {lr: 1e-2}
                batch_size: 8
                evaluation: {validation_problems: 4, test_problems: 4, max_new_tokens: 4}
                """
                        .formatted(base, lora));
    }

    private Path trained() {
        return trained("{rank: 3, alpha: 6, targets: [q_proj, v_proj, down_proj]}");
    }

    private Path trained(String lora) {
        Path run = folder.resolve("run");
        experiment(lora).train(run);
        return run;
    }

    private static Path checkpoint(Path run) {
        return new RunFolder(run).checkpoints().latest().orElseThrow().folder();
    }

    private INDArray logits(Path model) {
        Path file = folder.resolve("model.fb");
        try (Model loaded = ModelFolder.load(model)) {
            SameDiffFiles.write(loaded, 2, file);
        }
        INDArray ids = Nd4j.createFromArray(new int[][] {{40, 72, 9, 257, 259, 259, 258, 17}});
        return SameDiff.load(file.toFile(), false).outputSingle(Map.of("input_ids", ids), "logits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", dropout: 0.3", ", weights: bfloat16"})
    void aStoppedTrainingOfAdaptersGoesOnToTheSameBits(String more) {
        String lora = "{rank: 3, alpha: 6, targets: [q_proj, v_proj, down_proj]" + more + "}";
        Path whole = trained(lora);
        Path stopped = folder.resolve("stopped");
        assertThatThrownBy(() -> experiment(lora).train(stopped, new TrainingListener() {
                    @Override
                    public void onStep(StepDone event) {
                        if (event.step() == 3) {
                            throw new IllegalStateException("stopped");
                        }
                    }
                }))
                .hasMessage("stopped");
        Experiment.resume(stopped);
        try (Model one = ModelFolder.load(checkpoint(whole));
                Model other = ModelFolder.load(checkpoint(stopped));
                Model before = ModelFolder.load(base)) {
            assertThat(other.parameters().flat()).isEqualTo(one.parameters().flat());
            assertThat(((LoraConfig) one.config().decoder()).adapters()).hasSize(6);
            before.arrays().forEach((name, array) -> {
                INDArray kept = one.parameters().get(name);
                assertThat(kept.castTo(DataType.FLOAT))
                        .as(name)
                        .isEqualTo(array.castTo(kept.dataType()).castTo(DataType.FLOAT));
            });
        }
    }

    @Test
    void besideMatricesInHalfPrecisionTheyAnswerTheSameMerged() {
        Path run = trained("{rank: 3, alpha: 6, targets: [q_proj, v_proj, down_proj], weights: bfloat16}");
        Path merged = folder.resolve("merged");
        assertThat(Cli.run("export", "--model", run.toString(), "--format", "huggingface", "--out", merged.toString())
                        .err())
                .isEmpty();
        try (Model loaded = ModelFolder.load(checkpoint(run))) {
            assertThat(loaded.parameters()
                            .get("model.layers.1.mlp.up_proj.weight")
                            .dataType())
                    .isEqualTo(DataType.BFLOAT16);
        }
        INDArray adapted = logits(checkpoint(run));
        assertThat(adapted.sub(logits(merged)).amaxNumber().doubleValue())
                .isLessThan(1e-5 * adapted.amaxNumber().doubleValue());
    }

    @Test
    void whatIsLeftOutInTrainingChangesWhatIsLearnt() {
        String lora = "{rank: 3, alpha: 6, targets: [q_proj]";
        experiment(lora + "}").train(folder.resolve("without"));
        try (Model with = ModelFolder.load(checkpoint(trained(lora + ", dropout: 0.3}")));
                Model without = ModelFolder.load(checkpoint(folder.resolve("without")))) {
            assertThat(with.parameters().flat())
                    .isNotEqualTo(without.parameters().flat());
        }
    }

    @Test
    void checkpointsHoldAdaptersAlone() {
        Path checkpoint = checkpoint(trained());
        assertThat(checkpoint.resolve("model.safetensors")).doesNotExist();
        long adapters = 2 * (3 * (36 + 36) + 3 * (36 + 12) + 3 * (96 + 36)); // two layers of q_proj, v_proj, down_proj
        assertThat(SafeTensors.read(checkpoint.resolve("adapters.safetensors")).values().stream()
                        .mapToLong(INDArray::length)
                        .sum())
                .isEqualTo(adapters);
    }

    @Test
    void embeddingsOfNewTokensAreTrainedByChoice() {
        Path checkpoint = checkpoint(trained("{rank: 3, alpha: 6, targets: [q_proj], train_new_tokens: true}"));
        INDArray added = SafeTensors.read(checkpoint.resolve("adapters.safetensors"))
                .get("model.embed_tokens.lora_tokens.weight");
        assertThat(added.shape()).containsExactly(3, 36);
        assertThat(added.norm2(1).minNumber().doubleValue()).isGreaterThan(1e-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", train_new_tokens: true", ", dropout: 0.3"})
    void mergedAndThroughPeftTheyAnswerTheSame(String more) throws IOException {
        Path run = trained("{rank: 3, alpha: 6, targets: [q_proj, v_proj, down_proj]" + more + "}");
        Path merged = folder.resolve("merged");
        Path peft = folder.resolve("peft");
        Path back = folder.resolve("back");
        for (String[] command : new String[][] {
            {"export", "--model", run.toString(), "--format", "huggingface", "--out", merged.toString()},
            {"export", "--model", run.toString(), "--format", "peft", "--out", peft.toString()},
            {"import", "--from", peft.toString(), "--out", back.toString()}
        }) {
            assertThat(Cli.run(command).err()).isEmpty();
        }
        INDArray adapted = logits(checkpoint(run));
        assertThat(adapted.sub(logits(merged)).amaxNumber().doubleValue())
                .isLessThan(1e-5 * adapted.amaxNumber().doubleValue());
        assertThat(logits(back)).isEqualTo(logits(merged));
        assertThat(adapted.sub(logits(base)).amaxNumber().doubleValue()).isGreaterThan(1e-3);

        Map<String, INDArray> arrays = SafeTensors.read(peft.resolve("adapter_model.safetensors"));
        assertThat(arrays.get("base_model.model.model.layers.1.self_attn.v_proj.lora_A.weight")
                        .shape())
                .containsExactly(3, 36);
        assertThat(arrays.get("base_model.model.model.layers.1.self_attn.v_proj.lora_B.weight")
                        .shape())
                .containsExactly(12, 3);
        ObjectNode config =
                (ObjectNode) JSON.readTree(peft.resolve("adapter_config.json").toFile());
        assertThat(config.get("peft_type").asText()).isEqualTo("LORA");
        assertThat(config.get("r").asInt()).isEqualTo(3);
        assertThat(config.get("lora_alpha").asDouble()).isEqualTo(6);
        assertThat(config.get("lora_dropout").asDouble()).isEqualTo(more.contains("dropout") ? 0.3 : 0);
        assertThat(config.get("fan_in_fan_out").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "use_dora, true",
        "bias, '\"all\"'",
        "peft_type, '\"IA3\"'",
        "modules_to_save, '[\"lm_head\"]'",
        "rank_pattern, '{\"q_proj\": 8}'",
        "r, 4",
        "r, '\"three\"'"
    })
    void adaptersOfAnotherKindAreRefusedByTheirKey(String key, String value) throws IOException {
        Path peft = folder.resolve("peft");
        Cli.run("export", "--model", trained().toString(), "--format", "peft", "--out", peft.toString());
        Path file = peft.resolve("adapter_config.json");
        ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
        config.set(key, JSON.readTree(value));
        JSON.writeValue(file.toFile(), config);
        Path out = folder.resolve("out");
        Cli.Result refused = Cli.run("import", "--from", peft.toString(), "--out", out.toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(refused.err().lines())
                .singleElement()
                .asString()
                .contains(peft.toString(), key.equals("r") && value.equals("4") ? "lora_A" : key);
        assertThat(out).doesNotExist();
    }

    @Test
    void adaptersWithoutTheirModelAreToldWhatIsMissing() throws IOException {
        Path run = trained();
        Files.move(base, folder.resolve("elsewhere"));
        Cli.Result refused = Cli.run("evaluate", "--model", run.toString(), "--data", "none.json");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
        refused = Cli.run("export", "--model", run.toString(), "--format", "huggingface", "--out", "x");
        assertThat(refused.err().lines()).singleElement().asString().contains(base.toString(), "put it back");
    }

    @Test
    void aModelWithoutAdaptersHasNoneToGiveOut() {
        Cli.Result refused = Cli.run(
                "export",
                "--model",
                base.toString(),
                "--format",
                "peft",
                "--out",
                folder.resolve("x").toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(refused.err().lines()).singleElement().asString().contains("has no adapters");
    }

    @Test
    void halfPrecisionCanBeSaidOfTheWeightsOrBesideTheTargets() {
        PretrainedSettings brief = new PretrainedSettings("folder", "bfloat16", LORA);
        assertThat(brief)
                .isEqualTo(new PretrainedSettings("folder", null, LORA.weights(LoraSettings.Weights.BFLOAT16)));
        assertThat(new PretrainedSettings("folder", "float32", LORA))
                .isEqualTo(new PretrainedSettings("folder", null, LORA));
    }

    @ParameterizedTest
    @CsvSource({"bfloat16, beneath lora", "float16, float32 and", "int8, float32 and"})
    void aTypeInWhichWeightsCannotBeKeptIsRefused(String type, String said) {
        assertThatExceptionOfType(CurriculumException.class)
                .isThrownBy(() -> PretrainedSettings.of(Path.of("folder")).weights(Path.of(type)))
                .withMessageContainingAll("weights", type, said);
    }

    @Test
    void targetsThatTheModelLacksAreNamedBeforeTraining() {
        assertThatThrownBy(() ->
                        experiment("{rank: 3, alpha: 6, targets: [c_attn]}").train(folder.resolve("run")))
                .hasMessageContainingAll("c_attn", "q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj");
    }
}
