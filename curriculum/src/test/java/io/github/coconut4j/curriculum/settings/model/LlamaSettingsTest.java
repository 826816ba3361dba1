package io.github.coconut4j.curriculum.settings.model;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.llama;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.llama.Heads;
import io.github.coconut4j.model.llama.LlamaConfig;
import io.github.coconut4j.model.llama.LookBack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Llama that nobody has trained before. */
class LlamaSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void yamlAndJavaSayTheSame() {
        Experiment read = Experiment.fromYaml(
                "model: {type: llama, layers: 2, width: 64, heads: 4, kv_heads: 2, head_width: 32}");

        assertThat(read.model())
                .isEqualTo(llama().layers(2).width(64).heads(4).kvHeads(2).headWidth(32));
        assertThat(Experiment.fromYaml(read.toYaml())).isEqualTo(read);
    }

    /** 8/3 of 64 is 170.7, of 768 it is 2048, of 96 it is 256. */
    @ParameterizedTest
    @CsvSource({"64, 4, 176", "768, 12, 2048", "96, 2, 256"})
    void whatIsNotSaidFollowsFromTheWidth(int width, int heads, int intermediate) {
        LlamaConfig config = llama().width(width).heads(heads).decoder(50);

        assertThat(config.inner()).isEqualTo(intermediate);
        assertThat(config.attention().keys()).isEqualTo(heads);
        assertThat(config.attention().width()).isEqualTo(width / heads);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "width: 36, heads: 4 | model.width must be an even number of times model.heads",
                "heads: 4, kv_heads: 3, width: 64 | model.heads must be a multiple of model.kv_heads, but 4 is none of"
                        + " 3",
                "kv_heads: -1 | model.kv_heads must be at least 0, not -1.",
                "head_width: 15 | model.head_width must be even, as rotary positions turn the halves of a head, not"
                        + " 15.",
                "head_width: -2 | model.head_width must be at least 0, not -2.",
                "head_width: 16386 | model.head_width must be at most 16384, not 16386.",
                "intermediate: -2 | model.intermediate must be at least 0, not -2.",
                "rope_theta: 0 | model.rope_theta must be above 0.0, not 0.0.",
                "look_back: [1, -2] | model.look_back must be",
                "heads: 2, width: 64, look_back: [1, 2, 3] | model.look_back has 3 distances, one for each head of the"
                        + " first block, but there are 2 heads.",
                "layers: 0 | model.layers must be at least 1, not 0.",
                "kv_head: 2 | model.kv_head: unknown key; did you mean kv_heads?",
            })
    void sizesThatMakeNoModelAreRefused(String keys, String why) {
        assertThatThrownBy(() -> Experiment.fromYaml("model: {type: llama, " + keys + "}"))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(why);
    }

    /** Only heads that look back need biases, and where biases are, the model is called Qwen2. */
    @Test
    void weightsBeginWithTheirDeviationAndHeadsWhereTheyAreToLook() {
        LlamaSettings settings =
                llama().layers(2).width(64).heads(4).initStd(0.1).lookBack(1, 2, 3);
        LlamaConfig config = settings.decoder(50);
        assertThat(config.family()).isEqualTo("qwen2");
        assertThat(llama().width(64).heads(4).decoder(50).family()).isEqualTo("llama");
        assertThat(config.tied()).isTrue();
        assertThat(settings.tied(false).decoder(50).tied()).isFalse();

        try (Model model =
                Model.create(new ModelConfig(config, new LatentTokens(1, 2, 3, 0, 0)), settings.initialisation(), 7)) {
            assertThat(model.parameters()
                            .get("model.layers.1.self_attn.q_proj.weight")
                            .stdNumber()
                            .doubleValue())
                    .isBetween(0.095, 0.105);
            assertThat(model.parameters().get("model.norm.weight").meanNumber().doubleValue())
                    .isEqualTo(1);
            assertThat(model.parameters()
                            .get("model.layers.0.self_attn.k_proj.bias")
                            .toFloatVector())
                    .isEqualTo(LookBack.biases(config, List.of(1, 2, 3)).get("model.layers.0.self_attn.k_proj.bias"));
        }
    }

    /** Queries of 4 heads are 128 wide beside a width of 65, which no 4 heads share; where a head looks follows from its own width. */
    @Test
    void headsMayHaveAWidthOfTheirOwn() throws IOException {
        LlamaSettings settings =
                llama().layers(1).width(65).heads(4).kvHeads(2).headWidth(32).lookBack(1, 0, 3);
        settings.validate();
        LlamaConfig config = settings.decoder(20);
        assertThat(config.attention()).isEqualTo(new Heads(4, 2, 32));
        try (Model model =
                Model.create(new ModelConfig(config, new LatentTokens(1, 2, 3, 0, 0)), settings.initialisation(), 7)) {
            ModelFolder.save(model, folder);
            JsonNode json =
                    new ObjectMapper().readTree(folder.resolve("config.json").toFile());
            assertThat(json.path("head_dim").asInt()).isEqualTo(32);
            assertThat(json.path("hidden_size").asInt()).isEqualTo(65);
            assertThat(model.parameters()
                            .get("model.layers.0.self_attn.q_proj.weight")
                            .shape())
                    .containsExactly(128, 65);
            try (Model read = ModelFolder.load(folder)) {
                assertThat(read.config()).isEqualTo(model.config());
                assertThat(read.parameters().flat())
                        .isEqualTo(model.parameters().flat());
            }
        }
    }

    /** Which of two nodes the start leads to: by chance half of 100 answers are right, and more than 70 never. */
    @Test
    void learnsIsResumedWithTheSameBitsAndGivenOut() throws IOException {
        Experiment experiment = experiment("llama")
                .data(graphSearch().extra(0).shared(0).hops(1).problemsPerEpoch(1600))
                .model(llama().layers(2)
                        .width(32)
                        .heads(4)
                        .kvHeads(2)
                        .positions(40)
                        .initStd(0.1))
                .methods(coconut().specialMarkers(false))
                .curriculum(stages(1).epochs(3, 3))
                .optimizer(adamW(5e-3).clipNorm(1))
                .batchSize(16)
                .evaluation(
                        evaluation().validationProblems(20).testProblems(100).maxNewTokens(6));
        RunResult result = experiment.train(folder.resolve("whole")).result("coconut");
        assertThat(result.test().accuracy()).isGreaterThan(0.7);

        Path stopped = folder.resolve("stopped");
        TrainingListener afterAWhile = new TrainingListener() {
            private int asked;

            @Override
            public boolean stopRequested() {
                return ++asked == 400;
            }
        };
        assertThatThrownBy(() -> experiment.train(stopped, afterAWhile)).isInstanceOf(RunStopped.class);
        Experiment.resume(stopped);
        Path checkpoint = checkpoint("whole");
        assertThat(Files.mismatch(
                        checkpoint.resolve("model.safetensors"),
                        checkpoint("stopped").resolve("model.safetensors")))
                .isEqualTo(-1);

        JsonNode config =
                new ObjectMapper().readTree(checkpoint.resolve("config.json").toFile());
        assertThat(config.path("model_type").asText()).isEqualTo("llama");
        assertThat(config.path("num_key_value_heads").asInt()).isEqualTo(2);
        assertThat(new RunFolder(folder.resolve("whole")).sameDiff()).isNotEmptyFile();
    }

    private Path checkpoint(String run) {
        return new RunFolder(folder.resolve(run))
                .checkpoints()
                .latest()
                .orElseThrow()
                .folder();
    }
}
