package io.github.coconut4j.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code evaluate --thoughts A..B} on the models that come with the program. */
class SpokenAnswersTest {
    private static final String COCONUT = Path.of("models", "coconut").toString();
    private static final String COT = Path.of("models", "cot").toString();
    private static final int PROBLEMS = 20;

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void someProblems() {
        generate("graph_search");
    }

    private void generate(String task) {
        data = folder.resolve(task + ".json");
        Cli.Result written =
                Cli.run("data", "generate", "--count", "" + PROBLEMS, "--task", task, "--out", data.toString());
        assertThat(written.exitCode()).as(written.err()).isZero();
    }

    private Cli.Result evaluate(String... more) {
        return Cli.run(Stream.concat(
                        Stream.of(
                                "evaluate",
                                "--data",
                                data.toString(),
                                "--timed",
                                "0",
                                "--max-new-tokens",
                                "64",
                                "--batch-size",
                                "" + PROBLEMS),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void countsEveryProblemForEachNumberOfThoughtsAndMarksWhatTrainingHasNotShown() {
        JsonNode result =
                evaluate("--model", COCONUT, "--thoughts", "3..5", "--json").json();

        JsonNode after = result.path("by_thoughts");
        assertThat(after.findValuesAsText("thoughts")).containsExactly("3", "4", "5");
        assertThat(after.findValuesAsText("known")).containsExactly("false", "true", "false");
        for (JsonNode one : after) {
            assertThat(one.path("right").asInt()
                            + one.path("other").asInt()
                            + one.path("no_answer").asInt())
                    .isEqualTo(PROBLEMS);
            assertThat(StreamSupport.stream(one.path("paths").spliterator(), false)
                            .mapToInt(JsonNode::asInt)
                            .sum())
                    .isEqualTo(PROBLEMS);
        }
        assertThat(after.at("/1/right")).as("as many as usual").isEqualTo(result.path("right"));
        assertThat(after.at("/1/paths/correct_label"))
                .as("it answers without steps")
                .isEqualTo(result.path("right"));
    }

    /** The generator is given the places by hand here, as many to every problem, and the ways are those that the texts show. */
    @Test
    void asksWithSoManyThoughtsThenWords() {
        List<Evaluator.Answer> answers;
        try (TrainedModel model = TrainedModel.open(Path.of(COCONUT));
                ProblemSource problems = ProblemFiles.open(data);
                Evaluator evaluator = model.evaluator(PROBLEMS, 64)) {
            answers = evaluator.answer(
                    problems, PROBLEMS, problem -> model.layout(problem).withPlaces(3));
        }
        long right = answers.stream()
                .filter(answer -> answer.outcome() == Outcome.RIGHT)
                .count();
        long steps =
                answers.stream().filter(answer -> !answer.reasoning().isBlank()).count();

        JsonNode after = evaluate("--model", COCONUT, "--thoughts", "3..3", "--json")
                .json()
                .at("/by_thoughts/0");

        assertThat(after.path("right").asLong()).isEqualTo(right);
        assertThat(PROBLEMS
                        - after.at("/paths/correct_label").asInt()
                        - after.at("/paths/incorrect_label").asInt())
                .isEqualTo(steps);
    }

    @Test
    void analyzeCountsTheSame() throws IOException {
        Path out = folder.resolve("analysis");
        Cli.Result analyzed =
                Cli.run("analyze", "--model", COCONUT, "--data", data.toString(), "--out", out.toString());
        assertThat(analyzed.exitCode()).as(analyzed.err()).isZero();

        JsonNode after = evaluate("--model", COCONUT, "--thoughts", "0..4", "--json")
                .json()
                .path("by_thoughts");

        assertThat(Files.readAllLines(out.resolve("paths.csv")).stream().skip(1))
                .containsExactlyElementsOf(StreamSupport.stream(after.spliterator(), false)
                        .map(one -> Stream.concat(
                                        Stream.of(
                                                "coconut",
                                                one.path("thoughts").asText(),
                                                one.path("known").asText()),
                                        StreamSupport.stream(one.path("paths").spliterator(), false)
                                                .map(JsonNode::asText))
                                .collect(Collectors.joining(",")))
                        .toList());
    }

    @Test
    void isOneTableOfAllModelsAndOnePicture() throws IOException {
        Path svg = folder.resolve("ways.svg");

        Cli.Result shown = evaluate("--model", COCONUT, "--model", COT, "--thoughts", "2..4", "--svg", svg.toString());

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        List<String> rows = shown.out()
                .lines()
                .dropWhile(line -> !line.contains("hallucination"))
                .skip(1)
                .takeWhile(line -> line.contains(" %"))
                .toList();
        assertThat(rows).filteredOn(row -> row.startsWith(COCONUT)).hasSize(3);
        assertThat(rows).filteredOn(row -> row.startsWith(COT)).hasSize(1);
        assertThat(rows.get(0)).contains("2 (*)");
        assertThat(shown.out()).contains(COT + " has no places for thoughts");
        assertThat(Files.readString(svg)).contains("thoughts, coconut", "thoughts, cot", "wrong target", "2 (*)");
    }

    @Test
    void problemsWithoutGraphAreCountedByTheirAnswers() throws IOException {
        Files.writeString(
                data,
                Files.readString(data).replace("\"edges\"", "\"facts\"").replace("\"idx_to_symbol\"", "\"names\""));

        Cli.Result shown = evaluate("--model", COCONUT, "--thoughts", "4..4");
        Cli.Result drawn = evaluate(
                "--model",
                COCONUT,
                "--thoughts",
                "4..4",
                "--svg",
                folder.resolve("x.svg").toString());

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("no answer").doesNotContain("hallucination");
        assertThat(drawn.exitCode()).isEqualTo(2);
        assertThat(drawn.err().lines()).singleElement().asString().contains("--svg", "graph_search.json");
        assertThat(folder.resolve("x.svg")).doesNotExist();
    }

    /** The question takes 25 of 40 positions, the answer two: the last token need not be read, so that there is room for 14 thoughts. */
    @Test
    void whatTheModelHasNoPositionForIsSaidBeforeAnythingIsComputed() {
        Cli.Result refused = evaluate("--model", COCONUT, "--thoughts", "0..15");

        assertThat(evaluate("--model", COCONUT, "--thoughts", "14..14").exitCode())
                .isZero();
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines())
                .singleElement()
                .asString()
                .contains("graph_search.json, problem 1", "15 thoughts", "40 positions");
    }

    @ParameterizedTest
    @CsvSource({
        "3..1, ends before it begins",
        "0-3, 0..3",
        "0.., 0..3",
        "..3, 0..3",
        "0..3..5, 0..3",
        "many, 0..3",
        "-1, 0..3",
        "1e1, 0..3",
        "'', 0..3",
        "0..1001, 0 to 1000",
        "1001, 0 to 1000",
        "99999999999, 0..3",
        "2, comes from a training"
    })
    void whatIsNoNumberOfThoughtsIsRefusedInOneLine(String thoughts, String words) {
        Cli.Result refused = evaluate("--model", COCONUT, "--thoughts=" + thoughts);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err().lines()).singleElement().asString().contains(words);
    }

    @Test
    void pictureAndOfficialJudgeAreRefusedWhereTheyDoNotFit() {
        Cli.Result picture = evaluate("--model", COCONUT, "--svg", "x.svg");
        Cli.Result official = evaluate("--model", COCONUT, "--thoughts", "0..3", "--official");

        assertThat(picture.exitCode()).isEqualTo(2);
        assertThat(picture.err().lines()).singleElement().asString().contains("--svg", "--thoughts A..B");
        assertThat(official.exitCode()).isEqualTo(2);
        assertThat(official.err().lines()).singleElement().asString().contains("--thoughts A..B", "--official");
    }
}
