package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.WordTokenizer;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Official args files from training to {@code only_eval}: what a checkpoint is asked is what it was asked at the end of its training. */
class OfficialEvaluationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path data;
    private Path models;

    @BeforeEach
    void problemsAndAModelThatKnowsTheirWords() throws IOException {
        data = folder.resolve("data.json");
        ok("data", "generate", "--task", "graph_search", "--hops", "2", "--count", "40", "--out", data.toString());
        models = folder.resolve("models");
        Path gpt2 = Files.createDirectories(models.resolve("gpt2"));
        Tokenizer tokenizer;
        try (ProblemSource problems = ProblemFiles.open(data)) {
            tokenizer = WordTokenizer.trainedOn(problems);
        }
        tokenizer.save(gpt2);
        LatentTokens tokens = new LatentTokens(
                tokenizer.startLatent(), tokenizer.endLatent(), tokenizer.latent(), tokenizer.eos(), tokenizer.pad());
        try (Model model = Model.create(
                new ModelConfig(new Gpt2Config(1, 16, 2, tokenizer.size(), 96, 1e-5), tokens),
                new Initialisation(0.1, 0.1),
                1)) {
            ModelFolder.save(model, gpt2);
        }
        Path config = gpt2.resolve("config.json");
        ObjectNode settings = (ObjectNode) JSON.readTree(config.toFile());
        settings.remove("coconut");
        JSON.writeValue(config.toFile(), settings);
    }

    @ParameterizedTest
    @CsvSource({"coconut, 2, checkpoints/epoch-0004", "pause, 0, checkpoints/epoch-0004/model.safetensors"})
    void aCheckpointIsAskedAsAtTheEndOfItsTraining(String method, double thoughts, String weights) throws IOException {
        Path run = trained(method);
        JsonNode test = JSON.readTree(run.resolve("result.json").toFile()).path("test");

        Cli.Result asked = train(method, "only_eval=True", "load_model_path=" + run.resolve(weights), "resume=4");

        assertThat(asked.err()).doesNotContain("was trained up to");
        JsonNode result = asked.json();
        assertThat(result.path("right").asInt())
                .isEqualTo(test.path("right").asInt())
                .isPositive();
        assertThat(result.path("problems").asInt()).isEqualTo(40);
        assertThat(result.path("thoughts").asDouble()).isEqualTo(thoughts);
        assertThat(result.path("new_tokens").asDouble())
                .isEqualTo(test.path("new_tokens").asDouble());
    }

    /** Of the official code's traps the deepest: the number of thoughts comes from {@code resume}, whatever was trained. */
    @Test
    void aResumeThatDoesNotFitTheCheckpointIsSaid() throws IOException {
        Path checkpoint = trained("coconut").resolve("checkpoints/epoch-0004");

        Cli.Result asked = train("coconut", "only_eval=True", "load_model_path=" + checkpoint, "resume=1");

        assertThat(asked.json().path("thoughts").asDouble()).isEqualTo(1);
        assertThat(asked.err())
                .contains("note: " + checkpoint + " was trained up to stage 3, but resume 1 asks it at stage 1");
    }

    private Path trained(String method) throws IOException {
        Path run = folder.resolve("runs").resolve(method);
        train(method, "save_path=" + folder.resolve("runs"), "name=" + method);
        return run;
    }

    private Cli.Result train(String method, String... settings) throws IOException {
        String[] arguments = new String[5 + 2 * settings.length];
        Path file = Files.writeString(folder.resolve("args.yaml"), arguments(method));
        System.arraycopy(
                new String[] {"train", file.toString(), "--json", "--models", models.toString()}, 0, arguments, 0, 5);
        for (int i = 0; i < settings.length; i++) {
            arguments[5 + 2 * i] = "--set";
            arguments[6 + 2 * i] = settings[i];
        }
        return ok(arguments);
    }

    private static Cli.Result ok(String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        return result;
    }

    private String arguments(String method) {
        return """
                project: coconut
                save_path: YOUR_PATH_TO_SAVE_THE_MODEL
                name: tiny
                only_eval: False
                coconut: %s
                cot: False
                no_thoughts: False
                no_cot: False
                c_thought: 1
                epochs_per_stage: 1
                max_latent_stage: 2
                pad_latent_to_max: True
                save_only_improve: False
                uniform_prob: 0.0
                model_id: openai-community/gpt2
                load_model_path: None
                seed: 0
                resume: 0
                bf16: False
                train_path: %s
                val_path: %s
                reset_optimizer: True
                batch_size_training: 2
                debug: False
                gradient_accumulation_steps: 1
                num_epochs: 4
                lr: !!float "1e-2"
                weight_decay: 0.01
                """
                .formatted(method.equals("coconut") ? "True" : "False", data, data);
    }
}
