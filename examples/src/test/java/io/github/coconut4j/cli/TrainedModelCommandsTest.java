package io.github.coconut4j.cli;

import static io.github.coconut4j.cli.Cli.refuses;
import static io.github.coconut4j.cli.TinyRun.problems;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.data.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One tiny training and what can be done with its model, through the command line alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainedModelCommandsTest {
    @TempDir
    private static Path folder;

    private TinyRun tiny;
    private Path run;
    private Path checkpoint;
    private Path config;

    @BeforeAll
    void train() throws IOException {
        tiny = TinyRun.in(folder);
        run = tiny.path();
        checkpoint = tiny.checkpoint();
        config = tiny.config();
    }

    @Test
    void trainingPrintsOneLineOfJson() throws IOException {
        assertThat(tiny.training().exitCode()).isEqualTo(ExitCode.OK);
        assertThat(tiny.training().out()).hasLineCount(1);
        JsonNode report = tiny.training().json();
        JsonNode coconut = report.at("/methods/0");
        assertThat(coconut.at("/method").asText()).isEqualTo("coconut");
        assertThat(coconut.at("/accuracy").asDouble())
                .isBetween(coconut.at("/low").asDouble(), coconut.at("/high").asDouble());
        assertThat(coconut.at("/thoughts").asDouble()).isEqualTo(2);
        assertThat(coconut.at("/new_tokens").asDouble()).isPositive();
        assertThat(coconut.at("/seconds").asDouble()).isPositive();
        assertThat(Path.of(report.at("/report").asText())).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "evaluate --data FILE --batch-size 2147483647, --batch-size must be 1 to 65536",
        "evaluate --data FILE --max-new-tokens 65537, --max-new-tokens must be 1 to 65536",
        "generate --question x --max-new-tokens 0, --max-new-tokens must be 1 to 65536",
        "generate --question x --max-new-tokens 2147483647, --max-new-tokens must be 1 to 65536",
    })
    void numbersBeyondAllUseAreRefused(String command, String sentence) throws IOException {
        Path file = Files.writeString(folder.resolve("any.json"), "[]");
        List<String> words =
                new ArrayList<>(List.of(command.replace("FILE", file.toString()).split(" ")));
        words.addAll(1, List.of("--model", run.toString()));

        Cli.Result result = Cli.run(words.toArray(String[]::new));

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains(sentence).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokens --ids 1 --model",
                "generate --question x --model",
                "export --format samediff --out x --model",
                "runs"
            })
    void aFileInThePlaceOfAFolderIsSaidToBeOne(String command) throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "");

        Cli.Result result = Cli.run((command + " " + file).split(" "));

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).isEqualTo("coconut: " + file + " is a file, not a folder.\n");
    }

    @Test
    void aSecondRunIsOfferedTheNextFreeName() throws IOException {
        Cli.Result again = Cli.run("train", config.toString(), "--out", run.toString());

        assertThat(again.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(again.err()).contains("--resume " + run, "--out " + run + "-2");
    }

    @Test
    void anExperimentIsNoSweep() {
        Cli.Result refused = Cli.run("sweep", config.toString());

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(refused.err()).contains("is an experiment", "./coconut train " + config);
    }

    @Test
    void theRunsFilesAreThere() {
        assertThat(run.resolve("config.yaml")).exists();
        assertThat(run.resolve("metrics.jsonl")).exists();
    }

    @Test
    void aSecondTrainingDoesNotTouchTheFirst() {
        refuses("--resume", "train", config.toString(), "--out", run.toString());
    }

    @Test
    void resumingAFinishedRunGivesItsResultAgain() throws IOException {
        Cli.Result again = Cli.run("train", "--resume", run.toString(), "--json");

        assertThat(again.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(again.json()).isEqualTo(tiny.training().json());
    }

    @Test
    void evaluateCountsWhatGenerateAnswers() throws IOException {
        List<Problem> problems = problems(12);
        int right = 0;
        for (Problem problem : problems) {
            Cli.Result answer =
                    Cli.run("generate", "--model", checkpoint.toString(), "--question", problem.question(), "--json");
            assertThat(answer.exitCode()).isEqualTo(ExitCode.OK);
            right += answer.json().at("/answer").asText().equals(problem.answer()) ? 1 : 0;
        }

        JsonNode evaluation = evaluate(run, tiny.write(problems));

        assertThat(evaluation.at("/right").asInt()).isEqualTo(right);
        assertThat(evaluation.at("/accuracy").asDouble()).isEqualTo(right / 12.0);
        assertThat(evaluation.at("/problems").asInt()).isEqualTo(12);
    }

    /** The same weights as a checkpoint whose thoughts have markers around them, and as a model of which nothing is known. */
    @Test
    void aModelFromElsewhereIsAskedWithTheThoughtsThatAreNamed(@TempDir Path marked, @TempDir Path imported)
            throws IOException {
        for (Path copy : List.of(marked, imported)) {
            try (Stream<Path> files = Files.list(checkpoint)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
        }
        Path state = marked.resolve("state.json");
        Files.writeString(state, Files.readString(state).replaceFirst("(\"special_markers\"\\s*:\\s*)false", "$1true"));
        Files.delete(imported.resolve("state.json"));
        Path data = tiny.write(problems(20));

        JsonNode asked = evaluate(imported, data, "--thoughts", "2");
        assertThat(asked.at("/thoughts").asDouble()).isEqualTo(2);
        assertThat(asked.at("/method").asText()).isEqualTo("imported");
        JsonNode known = evaluate(marked, data);
        for (String key : List.of("right", "other", "no_answer", "problems", "new_tokens", "thoughts")) {
            assertThat(asked.get(key)).as(key).isEqualTo(known.get(key));
        }
        assertThat(evaluate(imported, data, "--thoughts", "0").at("/thoughts").asDouble())
                .isZero();
        String question = problems(1).get(0).question();
        assertThat(Cli.run("generate", "--model", imported.toString(), "--thoughts", "2", "--question", question)
                        .exitCode())
                .isEqualTo(ExitCode.OK);

        refuses("--thoughts N", "evaluate", "--model", imported.toString(), "--data", data.toString());
        refuses("--thoughts N", "generate", "--model", imported.toString(), "--question", question);
        refuses(
                "--thoughts",
                "evaluate",
                "--model",
                imported.toString(),
                "--data",
                data.toString(),
                "--thoughts",
                "-1");
        refuses("training", "evaluate", "--model", checkpoint.toString(), "--data", data.toString(), "--thoughts", "2");
        String two = checkpoint.toString();
        refuses("training", "evaluate", "--model", two, "--model", two, "--data", data.toString(), "--thoughts", "2");
        JsonNode beside = evaluate(marked, data, "--model", imported.toString(), "--thoughts", "2");
        assertThat(beside.at("/models/0/right")).isEqualTo(beside.at("/models/1/right"));
        assertThat(beside.at("/models/0/method").asText()).isEqualTo("coconut");
        assertThat(beside.at("/models/1/method").asText()).isEqualTo("imported");
    }

    @Test
    void theBatchSizeDoesNotChangeTheAnswers() throws IOException {
        Path data = tiny.write(problems(10));

        ObjectNode three = (ObjectNode) evaluate(checkpoint, data, "--batch-size", "3");
        ObjectNode all = (ObjectNode) evaluate(checkpoint, data);
        for (String time : List.of("milliseconds", "alone")) {
            three.remove(time);
            all.remove(time);
        }
        assertThat(three).isEqualTo(all);
    }

    @Test
    void thoughtsAreOfferedToTheGraphAlone() {
        refuses(
                "--thoughts is about model.fb",
                "export",
                "--model",
                run.toString(),
                "--format",
                "huggingface",
                "--thoughts",
                "1",
                "--out",
                folder.resolve("no-thoughts").toString());
    }

    @Test
    void whatIsGivenOutAnswersAsTheModelDoes() throws IOException {
        Path out = folder.resolve("exported");
        assertThat(Cli.run("export", "--model", run.toString(), "--format", "huggingface", "--out", out.toString())
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        Path graphs = folder.resolve("graphs");
        Cli.Result told = Cli.run(
                "export",
                "--model",
                checkpoint.toString(),
                "--format",
                "samediff",
                "--out",
                graphs.toString(),
                "--json");

        assertThat(told.json().at("/format").asText()).isEqualTo("samediff");
        assertThat(out.resolve("model.safetensors")).hasSameBinaryContentAs(checkpoint.resolve("model.safetensors"));
        assertThat(out.resolve("vocab.json")).exists();
        assertThat(out.resolve("optimizer.safetensors")).doesNotExist();
        assertThat(graphs.resolve("model.fb")).hasSameBinaryContentAs(run.resolve("model.fb"));
        assertThat(graphs.resolve("step.fb")).exists();
        refuses("exists already", "export", "--model", run.toString(), "--format", "samediff", "--out", out.toString());
        refuses("nowhere", "export", "--model", "nowhere", "--format", "samediff", "--out", "x");
        refuses("onnx", "export", "--model", run.toString(), "--format", "onnx", "--out", "x");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Path data = tiny.write(problems(1));

        refuses("no-model", "evaluate", "--model", "no-model", "--data", data.toString());
        refuses("no-data.json", "evaluate", "--model", run.toString(), "--data", "no-data.json");
        refuses("--question is empty", "generate", "--model", run.toString(), "--question", " ");
    }

    @Test
    void brokenDataAreShownWithTheirPlace() throws IOException {
        Path data = Files.writeString(folder.resolve("broken.json"), "[\n{\"question\" \"a\"}]");

        refuses("line 2", "evaluate", "--model", run.toString(), "--data", data.toString());
    }

    @Test
    void badRowsAreLeftOutOnRequest() throws IOException {
        Path good = tiny.write(problems(2));
        Path data = Files.writeString(
                folder.resolve("some-bad.jsonl"), Files.readString(good).replace("},", "},null,"));

        refuses("problem 2", "evaluate", "--model", run.toString(), "--data", data.toString());
        Cli.Result skipped = Cli.run(
                "evaluate", "--json", "--model", run.toString(), "--data", data.toString(), "--on-bad-record", "skip");
        assertThat(skipped.json().at("/problems").asInt()).isEqualTo(2);
        assertThat(skipped.err()).hasLineCount(1).contains("left out: " + data + ", problem 2");
    }

    private static JsonNode evaluate(Path model, Path data, String... more) throws IOException {
        String[] arguments = Stream.concat(
                        Stream.of("evaluate", "--json", "--model", model.toString(), "--data", data.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        Cli.Result result = Cli.run(arguments);
        assertThat(result.err()).isEmpty();
        return result.json();
    }
}
