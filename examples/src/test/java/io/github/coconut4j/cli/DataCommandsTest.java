package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void generateWritesSoManyProblemsOfTheOfficialFormat() throws IOException {
        JsonNode problems =
                JSON.readTree(generate("a.json", "prosqa", "25", "1").toFile());

        assertThat(problems).hasSize(25).allSatisfy(problem -> {
            assertThat(problem.at("/question").asText()).contains("Every ").endsWith("?");
            assertThat(problem.at("/steps")).isNotEmpty();
            assertThat(problem.at("/answer").asText()).endsWith(".");
        });
    }

    @Test
    void theSeedDecidesTheBytes() {
        Path once = generate("a.json", "prosqa", "10", "1");

        assertThat(generate("b.json", "prosqa", "10", "1")).hasSameBinaryContentAs(once);
        assertThat(mismatch(generate("c.json", "prosqa", "10", "2"), once)).isNotNegative();
    }

    /** A width of 1 leaves no room for the usual second parent, which is not asked for. */
    @Test
    void numbersThatFitTogetherAreTakenTogether() throws IOException {
        Path file = folder.resolve("narrow.json");

        succeeds(("data generate --task graph_search --hops 2 --width 1 --extra 0 --shared 0 --count 3 --out " + file)
                .split(" "));

        assertThat(JSON.readTree(file.toFile()))
                .allSatisfy(problem -> assertThat(problem.at("/edges")).hasSize(4));
    }

    @Test
    void convertingThereAndBackChangesNothing() {
        Path list = generate("a.json", "graph_search", "10", "1");
        Path lines = folder.resolve("a.jsonl");
        Path again = folder.resolve("b.json");

        succeeds("data", "convert", list.toString(), "--out", lines.toString());
        succeeds("data", "convert", lines.toString(), "--out", again.toString());

        assertThat(lines).content().hasLineCount(10);
        assertThat(again).hasSameBinaryContentAs(list);
    }

    @Test
    void aGraphIsWrittenInSymbolsAndStaysSound() throws IOException {
        Path words = generate("a.json", "prosqa", "25", "1");
        Path symbols = folder.resolve("symbols.json");

        succeeds("data", "convert", words.toString(), "--form", "symbols", "--out", symbols.toString());

        JsonNode problems = JSON.readTree(symbols.toFile());
        JsonNode sentences = JSON.readTree(words.toFile());
        assertThat(problems).hasSize(25);
        for (int i = 0; i < 25; i++) {
            assertThat(problems.get(i).at("/question").asText()).matches("(\\d+ \\d+ \\| )+\\[Q] \\d+ \\d+ \\[R] \\d+");
            assertThat(problems.get(i).at("/steps"))
                    .hasSameSizeAs(sentences.get(i).at("/steps"));
        }
        assertThat(succeeds("data", "check", symbols.toString())).contains("Nothing is wrong.", "25 problems");
        assertThat(succeeds("data", "stats", symbols.toString())).contains("shortest path");
    }

    @Test
    void whatHasNoGraphIsNotWrittenInSymbols() {
        Path file = generate("a.json", "prontoqa", "2", "1");
        Path out = folder.resolve("b.json");

        Cli.Result result = Cli.run("data", "convert", file.toString(), "--form", "symbols", "--out", out.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err())
                .contains("a.json, problem 1 cannot be written in symbols. It has no graph")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
        assertThat(Cli.run("data", "convert", file.toString(), "--form", "words", "--out", out.toString())
                        .err())
                .contains("--form takes symbols alone")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "prosqa --balanced --concepts 12 --hops 3, 12, 3",
        "prosqa --form symbols --balanced --concepts 12-14 --hops 3-4, 14, 4",
        "prontoqa --balanced --hops 3, , 4",
        "prontoqa --steps sentences --hops 3, , 7",
        "arithmetic --steps 2-4 --largest 200, , 4",
    })
    void everyKindThatIsGeneratedIsSound(String options, Integer mostNodes, int mostSteps) throws IOException {
        Path out = folder.resolve("out.json");
        succeeds(("data generate --count 40 --out " + out + " --task " + options).split(" "));

        assertThat(succeeds("data", "check", out.toString())).contains("Nothing is wrong.");
        JsonNode problems = JSON.readTree(out.toFile());
        assertThat(problems)
                .anySatisfy(problem -> assertThat(problem.at("/steps")).hasSize(mostSteps));
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.at("/steps").size()).isLessThanOrEqualTo(mostSteps);
            assertThat(problem.at("/idx_to_symbol").size()).isLessThanOrEqualTo(mostNodes == null ? 0 : mostNodes);
        });
    }

    @Test
    void aFileCanBeConvertedIntoItself() throws IOException {
        Path file = generate("a.json", "prosqa", "5", "1");
        String before = Files.readString(file);

        succeeds("data", "convert", file.toString(), "--out", file.toString());

        assertThat(file).hasContent(before);
    }

    @Test
    void aTwinHasTheSameFactsAndAnotherAnswer() throws IOException {
        Path file = generate("a.json", "prosqa", "5", "1");
        Path out = folder.resolve("twins.json");

        succeeds("data", "twins", file.toString(), "--out", out.toString());

        JsonNode pairs = JSON.readTree(out.toFile());
        assertThat(pairs).hasSize(10);
        for (int i = 0; i < 10; i += 2) {
            assertThat(pairs.at("/" + (i + 1) + "/edges")).isEqualTo(pairs.at("/" + i + "/edges"));
            assertThat(pairs.at("/" + (i + 1) + "/target")).isEqualTo(pairs.at("/" + i + "/neg_target"));
        }
    }

    @Test
    void statsCountsWhatIsInTheFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.json"),
                """
                [{"question": "a b", "steps": ["x", "y"], "answer": "c"}, {"question": "a", "steps": [], "answer": "d"}]
                """);

        JsonNode stats = JsonSchemas.result(succeeds("data", "stats", file.toString(), "--json"));

        assertThat(stats.at("/rows").asInt()).isEqualTo(2);
        assertThat(stats.at("/figures/steps/mean").asDouble()).isEqualTo(1);
        assertThat(stats.at("/figures/steps/counts")).isEqualTo(JSON.readTree("{\"0\": 1, \"2\": 1}"));
        assertThat(succeeds("data", "stats", file.toString())).contains("2 problems", "steps");
    }

    @Test
    void checkFindsNothingWrongWithGeneratedProblems() throws IOException {
        Path file = generate("a.json", "prosqa", "200", "1");

        JsonNode check = JsonSchemas.result(succeeds("data", "check", file.toString(), "--json"));

        assertThat(check.at("/complaints")).isEmpty();
        assertThat(check.at("/shortcuts")).isNotEmpty();
        assertThat(succeeds("data", "check", file.toString())).contains("Nothing is wrong", "95 % interval");
    }

    @Test
    void checkTellsOfQuestionsThatAreInBothFiles() throws IOException {
        Path file = generate("a.json", "prosqa", "30", "1");
        Path half = generate("b.json", "prosqa", "10", "1");

        Cli.Result result = Cli.run("data", "check", file.toString(), "--against", half.toString(), "--json");

        assertThat(result.exitCode()).isEqualTo(ExitCode.VERDICT);
        JsonNode leaked = result.json().at("/findings/leaked");
        assertThat(leaked).hasSize(10);
        assertThat(leaked.at("/3/place")).isEqualTo(place(file, 4, 5));
        assertThat(leaked.at("/3/like")).isEqualTo(place(half, 4, 5));
    }

    @Test
    void checkNamesTheFirstRowsAndCountsTheOthers() {
        Path file = generate("a.json", "graph_search", "8", "1");

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
        Path file = generate("a.json", task, "6", "1");
        Path pairs = folder.resolve("pairs.json");
        succeeds("data", "twins", file.toString(), "--out", pairs.toString());

        Cli.Result result = Cli.run("data", "check", pairs.toString(), "--against", file.toString(), "--json");

        assertThat(result.json().at("/findings/leaked")).hasSize(6);
        assertThat(result.json().at("/findings/facts_leaked")).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prosqa", "prontoqa", "graph_search"})
    void generatedTwinsHaveTheOtherAnswer(String task) throws IOException {
        Path out = folder.resolve("pairs.json");
        succeeds("data", "generate", "--task", task, "--count", "6", "--twins", "--out", out.toString());

        JsonNode pairs = JSON.readTree(out.toFile());

        assertThat(pairs).hasSize(12);
        for (int i = 0; i < 12; i += 2) {
            assertThat(pairs.get(i).get("answer")).isNotEqualTo(pairs.get(i + 1).get("answer"));
        }
        assertThat(succeeds("data", "check", out.toString())).contains("Nothing is wrong.");
    }

    @Test
    void aFileWithoutTwinsIsRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.json"), "[{\"question\": \"1 + 1?\", \"steps\": [], \"answer\": \"2\"}]");
        Path out = folder.resolve("pairs.json");

        Cli.Result result = Cli.run("data", "twins", file.toString(), "--out", out.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains("None of the problems of " + file).hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void splitsOfOneSeedDoNotOverlap() throws IOException {
        Path train = generate("a.json", "prosqa", "20", "1");
        Path valid = folder.resolve("b.json");
        succeeds(("data generate --task prosqa --count 10 --seed 1 --skip 20 --out " + valid).split(" "));

        JsonNode check = JsonSchemas.result(
                succeeds("data", "check", valid.toString(), "--against", train.toString(), "--json"));

        assertThat(check.at("/rows").asInt()).isEqualTo(10);
        assertThat(check.at("/findings/leaked").isArray()).isTrue();
        assertThat(check.at("/findings/leaked")).isEmpty();
    }

    @Test
    void badRowsEndACommandUnlessTheyAreSkipped() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.jsonl"), "{\"question\": \"a\", \"steps\": [], \"answer\": \"b\"}\n{}\n");

        assertThat(Cli.run("data", "stats", file.toString()).exitCode()).isEqualTo(ExitCode.USER);
        assertThat(succeeds("data", "stats", file.toString(), "--on-bad-record", "skip"))
                .contains("a.jsonl without 1 bad row: 1 problem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats", "check", "twins --out %2$s", "convert --out %2$s"})
    void skippedRowsAreNamedAndCounted(String command) throws IOException {
        Path file = generate("a.jsonl", "prosqa", "2", "1");
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

        String out = succeeds(
                "data", "stats", generate("a.json", "prosqa", "20", "1").toString(), "--html", page.toString());

        assertThat(out).isEmpty();
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains("shortest path");
    }

    @Test
    void gsm8kBecomesTheOfficialFormat() throws IOException {
        Path file = Files.writeString(
                folder.resolve("gsm8k.txt"), "Tom has 3 bags of 4 apples. How many?||<<3*4=12>> #### 12\n");
        Path out = folder.resolve("gsm8k.json");

        succeeds("data", "convert", file.toString(), "--from", "gsm8k_augmented", "--out", out.toString());

        JsonNode problem = JSON.readTree(out.toFile()).at("/0");
        assertThat(problem.at("/question").asText()).isEqualTo("Tom has 3 bags of 4 apples. How many?");
        assertThat(problem.at("/steps/0").asText()).isEqualTo("<<3*4=12>>");
        assertThat(problem.at("/answer").asText()).isEqualTo("12");
    }

    @Test
    void chainsWithoutCalculationsAreRefusedWithTheOtherWaysToSplit() throws IOException {
        Path file = Files.writeString(folder.resolve("nl.txt"), "How many?||Tom has 3. He buys 4. #### 7\n");
        Path out = folder.resolve("out.json");

        Cli.Result refused = Cli.run(("data convert " + file + " --from gsm8k_augmented --out " + out).split(" "));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(refused.err())
                .contains("no steps at all (1 row)", "--steps lines|sentences")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
        succeeds(("data convert " + file + " --from gsm8k_augmented --steps sentences --out " + out).split(" "));
        assertThat(JSON.readTree(out.toFile()).at("/0/steps")).hasSize(2);
    }

    @Test
    void rowsThatConvertToNoStepsAreCounted() throws IOException {
        Path file = Files.writeString(
                folder.resolve("codi.jsonl"),
                """
                {"question": "q?", "cot": "<<1+1=2>>", "answer": "#### 2"}
                {"question": "r?", "cot": "He thinks.", "answer": "3"}
                """);
        Path out = folder.resolve("out.json");

        Cli.Result unnamed = Cli.run("data", "convert", file.toString(), "--out", out.toString());
        Cli.Result result = Cli.run("data", "convert", file.toString(), "--from", "codi", "--out", out.toString());

        assertThat(unnamed.err())
                .contains("./coconut data convert " + file + " --from codi")
                .hasLineCount(1);
        assertThat(result.err()).contains("2 problems in").contains("1 without steps");
        assertThat(JSON.readTree(out.toFile()).at("/0/answer").asText()).isEqualTo("2");
    }

    @Test
    void checkTellsWhatWasLeftOutAndWhatIsWorthKnowing() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.json"),
                "[{\"question\": \"q?\", \"steps\": [\"\"], \"answer\": \"C#\"}, {\"question\": \"q?\", \"steps\": [], \"answer\":"
                        + " \"b\"}, {}]");

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
    void convertLeavesBadRowsOutAndSaysWhich() throws IOException {
        Path file = Files.writeString(folder.resolve("train.txt"), "1 and 2?||<<1+2=3>> #### 3\nno chain\n");
        Path out = folder.resolve("out.jsonl");

        Cli.Result result = Cli.run(
                "data",
                "convert",
                file.toString(),
                "--from",
                "gsm8k_augmented",
                "--on-bad-record",
                "skip",
                "--out",
                out.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.err()).contains("line 2").contains("1 problem in").contains("1 bad row left out");
        assertThat(Files.readAllLines(out)).hasSize(1);
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
    @CsvSource({
        "--task prosqa --count 3 --hops 8-3, not 8-3",
        "--task prontoqa --count 3 --concepts 12, --concepts is an option of another task",
        "--task graph_search --count 3 --steps pairs --form words, '--form, --steps are options of another task'",
        "--task prosqa --count 3 --concepts 3, concepts must lie between 4 and 40",
        "--task prosqa --count 3 --concepts 9 --hops 4 --balanced, concepts must be at least 10",
        "--task prosqa --count 3 --form symbols --renamed, leave out one",
        "--task prosqa --count 3 --form sounds, --form",
        "--task prontoqa --count 3 --steps 3, --steps must be pairs or sentences",
        "--task arithmetic --count 3 --steps pairs, steps must be a number",
        "--task arithmetic --count 3 --hops 3, --hops is an option of another task",
        "--task arithmetic --count 3 --twins, leave out --twins",
        "--task walrus --count 3, walrus",
        "--task prosqa --count 0, --count",
        "--task prosqa --count 3 --width 2, another task",
        "--task graph_search --count 3 --balanced, another task",
        "--task graph_search --count 3 --hops few, --hops",
        "--task graph_search --count 3 --hops 0, hops",
        "--task prosqa --count 3 --skip -1, --skip",
        "--task prosqa --count 9223372036854775807, --count must be at most 1000000000",
        "--task prosqa --count 3 --skip 9223372036854775807, --skip and --count",
        "--task prosqa --count many, --count",
        "--task prosqa --count 3 --parents NaN, parents",
        "--count 3, --task",
    })
    void whatCannotBeGeneratedIsRefusedInOneLine(String options, String named) {
        Path out = folder.resolve("out.json");

        Cli.Result result = Cli.run(("data generate " + options + " --out " + out).split(" "));

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains(named).hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"generate --task prosqa --count 1 --out", "twins IN --out", "convert IN --out", "stats IN --html"
            })
    void aFolderIsNotReplacedByAFile(String command) throws IOException {
        Path file = generate("a.json", "prosqa", "2", "1");
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
        Path file = generate("a.json", "prosqa", "2", "1");

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
        Path file = generate("a.json", "prosqa", "2", "1");
        Path link = Files.createSymbolicLink(folder.resolve("b.json"), file);
        String before = Files.readString(file);

        for (Path page : List.of(file, link, folder.resolve(".").resolve("a.json"))) {
            Cli.Result result = Cli.run("data", "stats", file.toString(), "--html", page.toString());

            assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
            assertThat(result.err()).contains("is the file that is read; choose another").hasLineCount(1);
            assertThat(file).hasContent(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"[], holds no problems", "'{}', has no \"question\"", "'', is empty"})
    void convertWritesNoEmptyFile(String content, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), content);
        Path out = folder.resolve("b.json");

        Cli.Result result =
                Cli.run("data", "convert", file.toString(), "--on-bad-record", "skip", "--out", out.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains(complaint).contains("coconut: ");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void aBrokenFileLeavesNothingBehind() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.json"), "[{\"question\": \"a\", \"steps\": [], \"answer\": \"b\"}, {\"question\"");

        Cli.Result result = Cli.run(
                "data",
                "convert",
                file.toString(),
                "--out",
                folder.resolve("b.json").toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains("a.json").hasLineCount(1);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    private static JsonNode place(Path file, int problem, int line) {
        return JSON.createObjectNode()
                .put("file", file.toString())
                .put("problem", problem)
                .put("line", line);
    }

    private Path generate(String name, String task, String count, String seed) {
        Path file = folder.resolve(name);
        succeeds("data", "generate", "--task", task, "--count", count, "--seed", seed, "--out", file.toString());
        return file;
    }

    private static String succeeds(String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        return result.out();
    }

    private static long mismatch(Path a, Path b) {
        try {
            return Files.mismatch(a, b);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
