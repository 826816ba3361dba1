package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.GraphSearch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
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
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private Path run;
    private Path checkpoint;
    private Path config;
    private Cli.Result training;

    @BeforeAll
    void train() throws IOException {
        run = folder.resolve("run");
        config = Files.writeString(
                folder.resolve("tiny.yaml"),
                """
                name: tiny
                data: {type: graph_search, hops: 2, problems_per_epoch: 128}
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32, init_std: 0.1}
                method: {type: coconut, special_markers: false}
                curriculum: {stages: 2, epochs: [1, 1, 1]}
                optimizer: {lr: 1e-2}
                batch_size: 32
                evaluation: {validation_problems: 32, test_problems: 64, max_new_tokens: 8}
                """);
        training = Cli.run("train", config.toString(), "--out", run.toString(), "--json");
        try (Stream<Path> files = Files.walk(run)) {
            checkpoint = files.filter(file -> file.endsWith("model.safetensors"))
                    .max(Path::compareTo)
                    .orElseThrow()
                    .getParent();
        }
    }

    @Test
    void trainingPrintsOneLineOfJson() throws IOException {
        assertThat(training.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(training.out()).hasLineCount(1);
        JsonNode report = training.json();
        JsonNode coconut = report.at("/methods/0");
        assertThat(coconut.at("/method").asText()).isEqualTo("coconut");
        assertThat(coconut.at("/accuracy").asDouble())
                .isBetween(coconut.at("/low").asDouble(), coconut.at("/high").asDouble());
        assertThat(coconut.at("/thoughts").asDouble()).isEqualTo(2);
        assertThat(coconut.at("/new_tokens").asDouble()).isPositive();
        assertThat(coconut.at("/seconds").asDouble()).isPositive();
        assertThat(Path.of(report.at("/report").asText())).exists();
    }

    @Test
    void questionsAreReadFromAFileOrStandardInput() throws IOException {
        String question =
                GraphSearch.graphSearch().hops(2).problems(1, 1).problem(0, 0).question();
        String alone = Cli.run("generate", "--model", run.toString(), "--question", question)
                .out();
        Path questions = Files.writeString(folder.resolve("questions.txt"), question + "\n\n" + question + "\n");

        assertThat(Cli.run("generate", "--model", run.toString(), "--questions", questions.toString())
                        .out())
                .isEqualTo(alone + alone);
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((question + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(Cli.run("generate", "--model", run.toString()).out()).isEqualTo(alone);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aQuestionOfAStreamThatCannotBeAskedIsToldByItsLineAndTheOthersAreAnswered() {
        String question =
                GraphSearch.graphSearch().hops(2).problems(1, 1).problem(0, 0).question();
        String alone = Cli.run("generate", "--model", run.toString(), "--question", question)
                .out();
        String asked = question + "\n\n0>walrus ? 1 2 : 0\n" + question + "\n";
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(asked.getBytes(StandardCharsets.UTF_8)));
        Cli.Result stream;
        try {
            stream = Cli.run("generate", "--model", run.toString());
        } finally {
            System.setIn(before);
        }

        assertThat(stream.out()).isEqualTo(alone + alone);
        assertThat(stream.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(stream.err())
                .startsWith("coconut: Standard input, line 3: The word \"0>walrus\"")
                .hasLineCount(1);
    }

    @Test
    void questionsThatAreNotUtf8AreRefused() throws IOException {
        byte[] latin1 = "0>3 ? \u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
        Path questions = Files.write(folder.resolve("latin1.txt"), latin1);

        Cli.Result file = Cli.run("generate", "--model", run.toString(), "--questions", questions.toString());
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(latin1));
        Cli.Result stream;
        try {
            stream = Cli.run("generate", "--model", run.toString());
        } finally {
            System.setIn(before);
        }

        assertThat(file.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(file.err()).isEqualTo("coconut: " + questions + " cannot be read: it is not UTF-8 text.\n");
        assertThat(stream.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(stream.err()).isEqualTo("coconut: Standard input is not UTF-8 text.\n");
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
    void thoughtsAreShownBeforeTheAnswer() throws IOException {
        Problem problem = problems(1).get(0);
        String[] asked = {"generate", "--model", run.toString(), "--question", problem.question()};
        String answer = Cli.run(asked).out();
        String shown = Cli.run(with(asked, "--show-thoughts")).out();
        JsonNode json = Cli.run(with(asked, "--show-thoughts", "--json")).json();

        assertThat(shown).endsWith("\n" + answer).contains("says", "near", "after so many thoughts");
        assertThat(json.at("/reading")).hasSize(2);
        assertThat(json.at("/reading/0/says")).hasSize(5);
        assertThat(json.at("/reading/0/cosine").isNull()).isTrue();
        assertThat(json.at("/tree/nodes/0/name").asText())
                .isEqualTo(problem.question().replaceFirst(".* : ", ""));
        assertThat(json.at("/tree/right").asBoolean())
                .isEqualTo(json.at("/answer").asText().equals(problem.answer()));
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void idsAreTheQuestionWithItsThoughts() {
        String question =
                GraphSearch.graphSearch().hops(2).problems(1, 1).problem(0, 0).question();
        String ids = Cli.run("tokens", "--model", run.toString(), "--question", question)
                .out()
                .strip();
        String text = Cli.run("tokens", "--model", run.toString(), "--ids", ids).out();

        assertThat(text.strip()).startsWith(question).endsWith("<|latent|> <|latent|>");
        Cli.Result refused = Cli.run("tokens", "--model", run.toString(), "--ids", "99999");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(refused.err()).contains("but not 99999");
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
        assertThat(again.json()).isEqualTo(training.json());
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

        JsonNode evaluation = evaluate(run, write(problems));

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
        Path data = write(problems(20));

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
    void aQuestionThatIsTooLongIsNamedWithItsPlace() throws IOException {
        List<Problem> problems = problems(3);
        String longQuestion = (problems.get(1).question() + " ").repeat(4).strip();
        Path data = write(List.of(problems.get(0), Problem.of(longQuestion, List.of(), "1"), problems.get(2)));

        refuses("problem 2", "evaluate", "--model", run.toString(), "--data", data.toString());
        refuses(data.getFileName().toString(), "evaluate", "--model", run.toString(), "--data", data.toString());
        refuses("32 positions", "generate", "--model", run.toString(), "--question", longQuestion);
    }

    @Test
    void theBatchSizeDoesNotChangeTheAnswers() throws IOException {
        Path data = write(problems(10));

        ObjectNode three = (ObjectNode) evaluate(checkpoint, data, "--batch-size", "3");
        ObjectNode all = (ObjectNode) evaluate(checkpoint, data);
        for (String time : List.of("milliseconds", "alone")) {
            three.remove(time);
            all.remove(time);
        }
        assertThat(three).isEqualTo(all);
    }

    @Test
    void aWordOutsideTheVocabularyIsNamedWithItsPlace() throws IOException {
        String odd = "0>1 walrus ? 0 1 : 0";
        Path data = write(List.of(problems(1).get(0), Problem.of(odd, List.of(), "1")));

        refuses("coconut: The word \"walrus\"", "generate", "--model", run.toString(), "--question", odd);
        refuses(
                data + ", problem 2 (line 1, column ",
                "evaluate",
                "--model",
                run.toString(),
                "--data",
                data.toString());
    }

    @Test
    void aFileOfQuestionsIsLookedAtBeforeAnyIsAnswered() throws IOException {
        Path file = folder.resolve("odd-questions.txt");
        Files.writeString(file, problems(1).get(0).question() + "\n\n" + "0>1 ".repeat(40) + "? 0 1 : 0\n");
        refuses(
                file + ", line 3: the question takes",
                "generate",
                "--model",
                run.toString(),
                "--questions",
                file.toString());

        Files.writeString(file, " \n\n");
        refuses("holds no questions", "generate", "--model", run.toString(), "--questions", file.toString());
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
    void aQuestionLongerThanTheModelIsRefused() {
        String question = "0>1 ".repeat(40) + "? 0 1 : 0";

        refuses("32", "generate", "--model", run.toString(), "--question", question);
    }

    @Test
    void aTruncatedModelIsRefused() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        try (Stream<Path> files = Files.list(checkpoint)) {
            for (Path file : files.toList()) {
                Files.copy(file, broken.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (FileChannel weights = FileChannel.open(broken.resolve("model.safetensors"), StandardOpenOption.WRITE)) {
            weights.truncate(weights.size() / 2);
        }

        refuses("model.safetensors", "generate", "--model", broken.toString(), "--question", "0>1 ? 0 1 : 0");
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
        Path data = write(problems(1));

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
        Path good = write(problems(2));
        Path data = Files.writeString(
                folder.resolve("some-bad.jsonl"), Files.readString(good).replace("},", "},null,"));

        refuses("problem 2", "evaluate", "--model", run.toString(), "--data", data.toString());
        Cli.Result skipped = Cli.run(
                "evaluate", "--json", "--model", run.toString(), "--data", data.toString(), "--on-bad-record", "skip");
        assertThat(skipped.json().at("/problems").asInt()).isEqualTo(2);
        assertThat(skipped.err()).hasLineCount(1).contains("left out: " + data + ", problem 2");
    }

    private static void refuses(String named, String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertThat(result.err()).contains(named).hasLineCount(1);
        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.out()).isEmpty();
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

    private static List<Problem> problems(int count) {
        try (ProblemSource source = GraphSearch.graphSearch().hops(2).problems(count, 7)) {
            return LongStream.range(0, count)
                    .mapToObj(row -> source.problem(0, row))
                    .toList();
        }
    }

    private static Path write(List<Problem> problems) throws IOException {
        List<Map<String, Object>> rows = problems.stream()
                .map(problem -> Map.<String, Object>of(
                        "question", problem.question(), "steps", problem.steps(), "answer", problem.answer()))
                .toList();
        Path file = Files.createTempFile(folder, "problems", ".json");
        JSON.writeValue(file.toFile(), rows);
        return file;
    }
}
