package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that has {@code --json}, run once: it prints one line, which its schema in docs/schemas knows. A new command needs a line here. */
class JsonOfEveryCommandTest {
    private static final String TORCH = "../samediff-model/src/test/resources/torch/gpt2/";
    private static final String PARITY = "../samediff-model/src/test/resources/coconut-parity/ragged";
    private static final String HOME = "coconut.home";

    private static final Map<String, String> ARGUMENTS = Map.ofEntries(
            Map.entry(
                    "audit", "--model models/coconut --data FOLDER/problems.json --quick --pairs 4 --out FOLDER/audit"),
            Map.entry(
                    "bench",
                    "--layers 1 --width 16 --heads 2 --batch 4 --question 5 --thoughts 1 --steps 1 --rounds 1"),
            Map.entry("data bench", "FOLDER/configs/tiny.yaml --seconds 0.05"),
            Map.entry("data check", "FOLDER/problems.json"),
            Map.entry("data stats", "FOLDER/problems.json"),
            Map.entry("evaluate", "--model models/coconut --data FOLDER/problems.json"),
            Map.entry("export", "--model models/coconut --format checkpoint --out FOLDER/exported"),
            Map.entry("generate", "--model models/coconut --question QUESTION"),
            Map.entry("import", "--from FOLDER/base --out FOLDER/imported"),
            Map.entry("parity", "--model " + PARITY + " --reference " + PARITY + "/reference.safetensors"),
            Map.entry("reproduce", "tiny --out FOLDER/reproduced"),
            Map.entry("runs", "FOLDER/runs"),
            Map.entry("runs show", "FOLDER/runs/tiny"),
            Map.entry("schedule", "FOLDER/configs/tiny.yaml"),
            Map.entry("sweep", "FOLDER/sweep.yaml --out FOLDER/sweep"),
            Map.entry("train", "FOLDER/configs/tiny.yaml --out FOLDER/trained"));

    @TempDir
    private static Path folder;

    private static String home;
    private static String question;

    @BeforeAll
    static void makeWhatTheyRead() throws IOException {
        home = System.setProperty(HOME, folder.toString());
        String tiny =
                """
                data: {type: graph_search, hops: 2, problems_per_epoch: 16}
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32}
                method: {type: coconut, special_markers: false}
                curriculum: {stages: 1, epochs: 1}
                batch_size: 8
                evaluation: {validation_problems: 8, test_problems: 8, max_new_tokens: 4}
                """;
        Path config = Files.createDirectory(folder.resolve("configs")).resolve("tiny.yaml");
        Files.writeString(config, "name: tiny\n" + tiny);
        Files.writeString(
                folder.resolve("sweep.yaml"),
                "name: two\nbase:\n" + tiny.indent(2) + "over: [{key: batch_size, values: [4, 8]}]\nsearch: grid\n");
        Cli.generated(folder.resolve("problems.json"), "graph_search", 12, 1);
        question = new JsonMapper()
                .readTree(folder.resolve("problems.json").toFile())
                .at("/0/question")
                .asText();
        String runs = folder.resolve("runs").toString();
        Cli.succeeds("train", config.toString(), "--out", runs + "/tiny");
        Cli.succeeds("train", config.toString(), "--set", "seed=1", "--out", runs + "/other");
        Cli.succeeds("reproduce", "tiny", "--from-runs", runs + "/tiny", "--from-runs", runs + "/other");
        makeGpt2(Files.createDirectory(folder.resolve("base")));
    }

    private static void makeGpt2(Path base) throws IOException {
        Files.copy(Path.of(TORCH + "model.safetensors"), base.resolve("model.safetensors"));
        String config = Files.readString(Path.of(TORCH + "config.json"));
        Files.writeString(base.resolve("config.json"), config.replace("\"eos_token_id\": 0", "\"eos_token_id\": 1"));
        Files.writeString(base.resolve("merges.txt"), "#version: 0.2\n< <\n");
        Files.writeString(
                base.resolve("vocab.json"),
                "{'<':0, '<|endoftext|>':1, '<<':2, 'a':3, 'b':4, 'c':5, 'd':6, 'e':7, 'f':8, 'g':9, 'h':10, 'i':11, 'j':12}"
                        .replace('\'', '"'));
    }

    @AfterAll
    static void leaveTheHomeAsItWas() {
        if (home == null) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, home);
        }
    }

    static Stream<String> commands() {
        return HelpTest.commands()
                .filter(command -> command.getCommandSpec().findOption("--json") != null)
                .map(command -> command.getCommandSpec().qualifiedName().replaceFirst("^coconut ", ""));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void printsOneLineThatItsSchemaKnows(String command) {
        assertThat(ARGUMENTS).as("a way to run every command").containsKey(command);

        Cli.Result result = Cli.run(Stream.of((command + " " + ARGUMENTS.get(command) + " --json").split(" "))
                .map(word -> word.replace("FOLDER", folder.toString()).replace("QUESTION", question))
                .toArray(String[]::new));

        assertThat(result.exitCode()).as(result.err()).isIn(ExitCode.OK, ExitCode.VERDICT);
        assertThat(result.out()).hasLineCount(1);
        assertThat(result.json().isMissingNode()).isFalse();
        assertThat(result.out()).contains("\"command\":\"" + command + "\"");
    }
}
