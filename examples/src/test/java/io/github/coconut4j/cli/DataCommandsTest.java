package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void statsCountsWhatIsInTheFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.json"),
                """
                [{"question": "a b", "steps": ["x", "y"], "answer": "c"}, {"question": "a", "steps": [], "answer": "d"}]
                """);

        JsonNode stats = JsonSchemas.result(Cli.succeeds("data", "stats", file.toString(), "--json"));

        assertThat(stats.at("/rows").asInt()).isEqualTo(2);
        assertThat(stats.at("/figures/steps/mean").asDouble()).isEqualTo(1);
        assertThat(stats.at("/figures/steps/counts")).isEqualTo(JSON.readTree("{\"0\": 1, \"2\": 1}"));
        assertThat(Cli.succeeds("data", "stats", file.toString())).contains("2 problems", "steps");
    }

    @Test
    void checkFindsNothingWrongWithGeneratedProblems() throws IOException {
        Path file = Cli.generated(folder.resolve("a.json"), "prosqa", 200, 1);

        JsonNode check = JsonSchemas.result(Cli.succeeds("data", "check", file.toString(), "--json"));

        assertThat(check.at("/complaints")).isEmpty();
        assertThat(check.at("/shortcuts")).isNotEmpty();
        assertThat(Cli.succeeds("data", "check", file.toString())).contains("Nothing is wrong", "95 % interval");
    }

    @Test
    void checkTellsOfQuestionsThatAreInBothFiles() throws IOException {
        Path file = Cli.generated(folder.resolve("a.json"), "prosqa", 30, 1);
        Path half = Cli.generated(folder.resolve("b.json"), "prosqa", 10, 1);

        Cli.Result result = Cli.run("data", "check", file.toString(), "--against", half.toString(), "--json");

        assertThat(result.exitCode()).isEqualTo(ExitCode.VERDICT);
        JsonNode leaked = result.json().at("/findings/leaked");
        assertThat(leaked).hasSize(10);
        assertThat(leaked.at("/3/place")).isEqualTo(place(file, 4, 5));
        assertThat(leaked.at("/3/like")).isEqualTo(place(half, 4, 5));
    }

    @Test
    void checkNamesTheFirstRowsAndCountsTheOthers() {
        Path file = Cli.generated(folder.resolve("a.json"), "graph_search", 8, 1);

        Cli.Result result = Cli.run("data", "check", file.toString(), "--against", file.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.VERDICT);
        assertThat(result.out())
                .contains("8 questions are in the other data set as well.")
                .contains("  %s, problem 5 (line 6) asks the same as %s, problem 5 (line 6)\n  and 3 more"
                        .formatted(file, file))
                .doesNotContain("problem 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prosqa", "prontoqa", "graph_search"})
    void checkFindsTwinsAcrossFiles(String task) throws IOException {
        Path file = Cli.generated(folder.resolve("a.json"), task, 6, 1);
        Path pairs = folder.resolve("pairs.json");
        Cli.succeeds("data", "twins", file.toString(), "--out", pairs.toString());

        Cli.Result result = Cli.run("data", "check", pairs.toString(), "--against", file.toString(), "--json");

        assertThat(result.json().at("/findings/leaked")).hasSize(6);
        assertThat(result.json().at("/findings/facts_leaked")).hasSize(6);
    }

    @Test
    void badRowsEndACommandUnlessTheyAreSkipped() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.jsonl"), "{\"question\": \"a\", \"steps\": [], \"answer\": \"b\"}\n{}\n");

        assertThat(Cli.run("data", "stats", file.toString()).exitCode()).isEqualTo(ExitCode.USER);
        assertThat(Cli.succeeds("data", "stats", file.toString(), "--on-bad-record", "skip"))
                .contains("a.jsonl without 1 bad row: 1 problem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats", "check", "twins --out %2$s", "convert --out %2$s"})
    void skippedRowsAreNamedAndCounted(String command) throws IOException {
        Path file = Cli.generated(folder.resolve("a.jsonl"), "prosqa", 2, 1);
        Files.writeString(file, "{}\n".repeat(13), StandardOpenOption.APPEND);
        String options = command.formatted(file, folder.resolve("out.json"));

        Cli.Result result = Cli.run(("data " + options + " " + file + " --on-bad-record skip").split(" "));

        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.err())
                .contains("left out: %s, line 3 has no \"question\"".formatted(file))
                .contains("line 12 has no")
                .doesNotContain("line 13")
                .contains("left out: 3 more rows.\n");
    }

    @Test
    void statsCanBeWrittenAsAPage() {
        Path page = folder.resolve("stats.html");

        String out = Cli.succeeds(
                "data",
                "stats",
                Cli.generated(folder.resolve("a.json"), "prosqa", 20, 1).toString(),
                "--html",
                page.toString());

        assertThat(out).isEmpty();
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains("shortest path");
    }

    @Test
    void checkTellsWhatWasLeftOutAndWhatIsWorthKnowing() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.json"),
                "[{\"question\": \"q?\", \"steps\": [\"\"], \"answer\": \"C#\"}, {\"question\": \"q?\", \"steps\": [],"
                        + " \"answer\": \"b\"}, {}]");

        Cli.Result result = Cli.run("data", "check", file.toString(), "--on-bad-record", "skip", "--json");

        JsonNode check = result.json();
        assertThat(check.at("/left_out/0").asText())
                .contains("problem 3 (line 1, column ")
                .contains("and no other key");
        assertThat(check.at("/left_out/1").asText()).startsWith("1 blank step");
        assertThat(check.at("/notes/0").asText()).contains("1 answer has a # in it");
        assertThat(check.at("/notes/1").asText()).startsWith("No problem has steps");
        assertThat(check.at("/findings/contradictory/0/place/column").asInt())
                .isEqualTo(Files.readString(file).indexOf(", {") + 3);
    }

    @Test
    void anEmptyRestIsToldWithTheReason() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{}\n{}\n");

        Cli.Result result = Cli.run("data", "stats", file.toString(), "--on-bad-record", "skip");

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err())
                .contains("holds no problems: all rows are bad")
                .contains("line 1")
                .hasLineCount(1);
    }

    @Test
    void benchComparesDataAndTraining() throws IOException {
        Path config = Files.writeString(
                folder.resolve("tiny.yaml"),
                """
                data: {type: graph_search, hops: 2, problems_per_epoch: 64}
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32}
                curriculum: {stages: 2, epochs: 1}
                batch_size: 8
                """);

        Cli.Result result = Cli.run("data", "bench", config.toString(), "--seconds", "0.05", "--json");

        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.json().findValuesAsText("stage")).containsExactly("0", "2");
        assertThat(result.json().at("/0/training_rows_per_second").asDouble()).isPositive();
    }

    @Test
    void aMissingFolderIsNamed() {
        Path out = folder.resolve("none").resolve("out.json");

        Cli.Result result = Cli.run("data", "generate", "--task", "prosqa", "--count", "1", "--out", out.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains("There is no folder " + out.getParent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"generate --task prosqa --count 1 --out", "twins IN --out", "convert IN --out", "stats IN --html"
            })
    void aFolderIsNotReplacedByAFile(String command) throws IOException {
        Path file = Cli.generated(folder.resolve("a.json"), "prosqa", 2, 1);
        Path out = Files.createDirectory(folder.resolve("empty"));

        for (String name : List.of(out.toString(), "/")) {
            List<String> arguments = new ArrayList<>(List.of("data"));
            arguments.addAll(List.of(command.replace("IN", file.toString()).split(" ")));
            arguments.add(name);
            Cli.Result result = Cli.run(arguments.toArray(String[]::new));

            assertThat(result.exitCode()).as(name).isEqualTo(ExitCode.USER);
            assertThat(result.err())
                    .contains("is a folder; name a file to write.")
                    .hasLineCount(1);
        }
        assertThat(out).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"generate --task prosqa --count 1 --out", "twins IN --out", "convert IN --out", "stats IN --html"
            })
    void aNameNoFileShouldHaveIsRefusedBeforeTheWork(String command) throws IOException {
        Path file = Cli.generated(folder.resolve("a.json"), "prosqa", 2, 1);

        for (String name : List.of("n".repeat(300), "\u00fc".repeat(150), "a\nb.json", "\u001b[31m.json")) {
            List<String> arguments = new ArrayList<>(List.of("data"));
            arguments.addAll(List.of(command.replace("IN", file.toString()).split(" ")));
            arguments.add(folder.resolve(name).toString());
            Cli.Result result = Cli.run(arguments.toArray(String[]::new));

            assertThat(result.exitCode()).as(name).isEqualTo(ExitCode.USER);
            assertThat(result.err())
                    .containsAnyOf("is too long for a file; take at most 200.", "has a control character in its name")
                    .hasLineCount(1);
        }
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void aPageDoesNotTakeThePlaceOfTheProblemsItIsAbout() throws IOException {
        Path file = Cli.generated(folder.resolve("a.json"), "prosqa", 2, 1);
        Path link = Files.createSymbolicLink(folder.resolve("b.json"), file);
        String before = Files.readString(file);

        for (Path page : List.of(file, link, folder.resolve(".").resolve("a.json"))) {
            Cli.Result result = Cli.run("data", "stats", file.toString(), "--html", page.toString());

            assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
            assertThat(result.err())
                    .contains("is the file that is read; choose another")
                    .hasLineCount(1);
            assertThat(file).hasContent(before);
        }
    }

    private static JsonNode place(Path file, int problem, int line) {
        return JSON.createObjectNode()
                .put("file", file.toString())
                .put("problem", problem)
                .put("line", line);
    }
}
