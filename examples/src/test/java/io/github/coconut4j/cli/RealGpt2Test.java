package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.data.text.Gpt2Tokenizer;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * GPT-2's own vocabulary and heads, with a quarter of its width and one layer of random numbers, as a Hugging Face folder: taken in, trained for two steps with the settings of the official file
 * for ProsQA, and given out again.
 */
class RealGpt2Test {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VOCABULARY = 50_257;

    /** Fewer than GPT-2 has: a model of random numbers writes until there is no room, which takes its time. */
    private static final int POSITIONS = 96;

    @TempDir
    private Path folder;

    @Test
    void aGpt2IsTakenInAndTrainedByTheOfficialFile() throws IOException {
        Path gpt2 = Files.createDirectories(folder.resolve("models/gpt2"));
        writeAsOthersDo(gpt2);
        Path imported = folder.resolve("imported/gpt2");

        ok("import", "--from", gpt2.toString(), "--out", imported.toString());
        try (Model model = ModelFolder.load(imported)) {
            assertThat(model.config().vocabulary()).isEqualTo(VOCABULARY + 3);
            assertThat(model.config().tokens()).isEqualTo(new LatentTokens(50_257, 50_258, 50_259, 50_256, 50_256));
            INDArray embeddings = model.parameters().get("transformer.wte.weight");
            assertThat(embeddings.getRow(50_259)).isEqualTo(embeddings.getRow(16_791)); // "<<"
        }

        Path run = folder.resolve("run");
        Cli.Result trained = ok(
                "train",
                officialFile().toString(),
                "--models",
                imported.getParent().toString(),
                "--out",
                run.toString(),
                "--json");
        assertThat(trained.err()).contains("note: a step takes 4 problems");
        assertThat(trained.json().at("/methods/0/thoughts").asDouble()).isEqualTo(1);
        try (Stream<String> lines = Files.lines(run.resolve("metrics.jsonl"))) {
            assertThat(lines.filter(line -> line.contains("\"event\":\"step\"")))
                    .hasSize(2);
        }

        Path exported = folder.resolve("exported");
        ok("export", "--model", run.toString(), "--format", "huggingface", "--out", exported.toString());
        assertThat(JSON.readTree(exported.resolve("config.json").toFile())
                        .at("/architectures/0")
                        .asText())
                .isEqualTo("GPT2LMHeadModel");
        assertThat(names(exported)).isEqualTo(names(imported));
        assertThat(exported)
                .isDirectoryContaining("glob:**merges.txt")
                .isDirectoryContaining("glob:**vocab.json")
                .isDirectoryNotContaining("glob:**state.json");
    }

    /** Names and shapes in the header of a folder's weights. */
    private static JsonNode names(Path folder) throws IOException {
        try (DataInputStream bytes = new DataInputStream(Files.newInputStream(folder.resolve("model.safetensors")))) {
            long length = Long.reverseBytes(bytes.readLong());
            return JSON.readTree(bytes.readNBytes((int) length));
        }
    }

    private static Cli.Result ok(String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        return result;
    }

    /** The folder as it is downloaded: no token and no setting for thoughts. */
    private static void writeAsOthersDo(Path folder) throws IOException {
        ModelConfig config = new ModelConfig(
                new Gpt2Config(1, 192, 12, VOCABULARY, POSITIONS, 1e-5), new LatentTokens(0, 1, 2, 50_256, 50_256));
        try (Model model = Model.create(config, Initialisation.GPT2, 1)) {
            ModelFolder.save(model, folder);
        }
        Path file = folder.resolve("config.json");
        ObjectNode settings = (ObjectNode) JSON.readTree(file.toFile());
        settings.remove("coconut");
        JSON.writeValue(file.toFile(), settings);
        Gpt2Tokenizer.standard().save(folder);
        Files.delete(folder.resolve("added_tokens.json"));
        Files.deleteIfExists(folder.resolve("tokenizer_config.json"));
    }

    private Path officialFile() throws IOException {
        List<Map<String, Object>> problems = IntStream.range(0, 8)
                .mapToObj(row -> Map.<String, Object>of(
                        "question", "Every wumpus is a yumpus. Tom is a wumpus. Is Tom a yumpus or a gorpus?",
                        "steps", List.of("Tom is a wumpus.", "Every wumpus is a yumpus."),
                        "answer", "Tom is a yumpus."))
                .toList();
        Path data = folder.resolve("data.json");
        JSON.writeValue(data.toFile(), problems);
        Path one = folder.resolve("one.json");
        JSON.writeValue(one.toFile(), problems.subList(0, 1));
        return Files.writeString(
                folder.resolve("args.yaml"),
                """
                project: coconut
                save_path: YOUR_PATH_TO_SAVE_THE_MODEL
                name: prosqa-coconut
                only_eval: False
                coconut: True
                cot: False
                no_thoughts: False
                no_cot: False
                c_thought: 1
                epochs_per_stage: 1
                max_latent_stage: 1
                pad_latent_to_max: True
                save_only_improve: False
                uniform_prob: 0.0
                model_id: openai-community/gpt2
                load_model_path: None
                seed: 0
                resume: 1
                bf16: False
                train_path: %s
                val_path: %s
                reset_optimizer: True
                batch_size_training: 1
                debug: False
                gradient_accumulation_steps: 1
                num_epochs: 2
                lr: !!float "1e-4"
                weight_decay: 0.01
                """
                        .formatted(data, one));
    }
}
