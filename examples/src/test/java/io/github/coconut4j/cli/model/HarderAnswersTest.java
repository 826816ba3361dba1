package io.github.coconut4j.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code evaluate --ood} on the models that come with the program. */
class HarderAnswersTest {
    private static final String COCONUT = Path.of("models", "coconut").toString();
    private static final String COT = Path.of("models", "cot").toString();

    @TempDir
    Path folder;

    private String data;

    @BeforeEach
    void someProblems() {
        generate("problems.json", "--task", "graph_search");
    }

    private void generate(String file, String... task) {
        data = folder.resolve(file).toString();
        Cli.Result written =
                Cli.run(Stream.concat(Stream.of("data", "generate", "--count", "20", "--out", data), Stream.of(task))
                        .toArray(String[]::new));
        assertThat(written.exitCode()).as(written.err()).isZero();
    }

    private Cli.Result evaluate(String... more) {
        return Cli.run(Stream.concat(
                        Stream.of(
                                "evaluate",
                                "--data",
                                data,
                                "--timed",
                                "0",
                                "--max-new-tokens",
                                "8",
                                "--batch-size",
                                "20"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void isOneTableOfAllModelsWithTheFileFirst() {
        Cli.Result shown = evaluate("--model", COCONUT, "--model", COT, "--ood");

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        List<String> rows = shown.out()
                .lines()
                .dropWhile(line -> !line.startsWith("problems "))
                .skip(1)
                .takeWhile(line -> line.contains(" %"))
                .toList();
        assertThat(rows).filteredOn(row -> row.contains(COT)).hasSize(10); // the file, 2 forms, 7 kinds
        assertThat(rows).filteredOn(row -> row.contains(COCONUT)).hasSize(14); // and more places: 2 + 2
        assertThat(rows.get(0)).startsWith("the file").contains(COCONUT);
        assertThat(shown.out()).contains(COT + ": 8 hops, width 1, places for all of them: the model has no places");
    }

    @Test
    void countsTheFileAsTheUsualTableDoesAndSaysTheSameTwice() {
        JsonNode once = evaluate("--model", COCONUT, "--ood", "--json").json();

        JsonNode file = once.at("/ood/sets/0");
        assertThat(file.path("right")).isEqualTo(once.path("right"));
        assertThat(file.path("no_answer")).isEqualTo(once.path("no_answer"));
        assertThat(once.at("/ood/left_out")).isEmpty();
        assertThat(evaluate("--model", COCONUT, "--ood", "--json").json().path("ood"))
                .isEqualTo(once.path("ood"));
    }

    /** 30 facts, options and root are 35 tokens, and four thoughts and the two of the answer leave no position of 40: the last token need not be read. */
    @Test
    void whatTheModelHasNoPositionForIsLeftOutWithItsReason() {
        generate("dense.json", "--task", "graph_search", "--extra", "6");

        List<String> leftOut = new ArrayList<>();
        evaluate("--model", COCONUT, "--ood", "--json")
                .json()
                .at("/ood/left_out")
                .forEach(line -> leftOut.add(line.asText()));
        assertThat(leftOut).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("more to think: not asked", "40 positions"));
    }

    @Test
    void problemsOfNoGeneratorAreRefusedInOneLine() {
        generate("chains.json", "--task", "prontoqa");
        Cli.Result refused = evaluate("--model", COCONUT, "--ood");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err().lines()).singleElement().asString().contains("chains.json", "graph_search");
    }

    /** Where the word stands is said by every command that asks a model, before it computes anything. */
    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "audit", "analyze"})
    void aWordTheModelDoesNotKnowIsNamedWithFileAndRow(String command) throws IOException {
        Path file = Path.of(data);
        String first = Files.readString(file);
        int third = first.indexOf("\"question\"", first.indexOf("\"question\"", first.indexOf("\"question\"") + 1) + 1);
        Files.writeString(
                file, first.substring(0, third) + first.substring(third).replaceFirst("\\d+>\\d+ ", "98>99 "));

        Cli.Result refused = Cli.run(command, "--model", COCONUT, "--data", data);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err().lines()).singleElement().asString().contains("problems.json, problem 3", "98>99");
    }

    @Test
    void theOfficialJudgeKnowsTwoClassesOnly() {
        Cli.Result refused = evaluate("--model", COCONUT, "--ood", "--official");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err().lines()).singleElement().asString().contains("--ood", "--official");
    }
}
