package io.github.coconut4j.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleCommandTest {
    @TempDir
    private Path folder;

    private String config;

    @BeforeEach
    void writeAConfiguration() throws IOException {
        config = Files.writeString(
                        folder.resolve("tiny.yaml"),
                        """
                        name: tiny
                        data: {type: graph_search, hops: 2, problems_per_epoch: 100}
                        model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32}
                        methods: [coconut, cot]
                        curriculum: {stages: 1, epochs: [2, 3], patience: 2}
                        batch_size: 16
                        evaluation: {validation_problems: 10, test_problems: 10, max_new_tokens: 6}
                        """)
                .toString();
    }

    @Test
    void everyStageHasALineAndAllOfThemATotal() {
        Cli.Result result = Cli.run("schedule", config);

        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        assertThat(result.out().lines().toList()).hasSize(1 + 4 + 1 + 3);
        assertThat(result.out())
                .containsPattern("coconut +0 +2 +0\\.0 +2\\.0 +24\\.0 +14 ")
                .containsPattern("\n +1 +3 +1\\.0 +1\\.0 +24\\.0 +21 ")
                .containsPattern("cot +0 +2 +0\\.0 +2\\.0 +22\\.0 +14 ")
                .containsPattern("total +10 +70 ")
                .contains("after 2 evaluations");
        assertThat(folder).isDirectoryNotContaining("glob:**run*");
    }

    /** One worker takes what was timed; two take half of the 7 steps, rounded up, and their averages. */
    @Test
    void whatSeveralWorkersTakeIsPredictedFromOne() {
        Cli.Result result =
                Cli.run("schedule", config, "--method", "cot", "--workers", "1,2", "--bandwidth", "100", "--json");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        JsonNode schedule = result.json();
        double epoch = 0;
        for (JsonNode stage : schedule.path("stages")) {
            epoch += stage.path("training_seconds").asDouble() / 5;
        }
        assertThat(epoch).isPositive();
        JsonNode one = schedule.path("scaling").path(0);
        JsonNode two = schedule.path("scaling").path(1);
        assertThat(one.path("seconds").asDouble()).isCloseTo(epoch, withinPercentage(0.001));
        assertThat(one.path("speedup").asDouble()).isEqualTo(1, within(1e-9));
        double travels = 4 * (12 * schedule.path("trained").asDouble() + 8) * 8 / 100e6;
        assertThat(two.path("seconds").asDouble()).isCloseTo(4 * epoch / 7 + 0.1 + travels, withinPercentage(0.001));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bandwidth 100 | --workers",
                "--workers 2 --untimed | --untimed",
                "--workers 0 | from 1 to 1024, not 0",
                "--workers 2 --bandwidth 0 | between 1 and 1000000",
            })
    void aPredictionThatCannotBeMadeIsRefusedInOneLine(String options, String named) {
        Cli.Result result = Cli.run(Stream.concat(Stream.of("schedule", config), Stream.of(options.split(" ")))
                .toArray(String[]::new));

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains(named);
    }

    @Test
    void oneMethodOfSeveralIsShownAlone() {
        Cli.Result result = Cli.run("schedule", config, "--method", "cot");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("cot ").doesNotContain("coconut");
    }

    @Test
    void untimedItShowsTheSameStagesWithoutTimes() {
        String timed = Cli.run("schedule", config).out();
        Cli.Result untimed = Cli.run("schedule", config, "--untimed");

        assertThat(untimed.exitCode()).as(untimed.err()).isEqualTo(ExitCode.OK);
        List<String> stages = untimed.out().lines().limit(6).toList();
        assertThat(stages.subList(1, 6)).allSatisfy(line -> assertThat(line).endsWith("-"));
        for (int i = 1; i < 6; i++) {
            assertThat(words(timed, i))
                    .startsWith(words(untimed.out(), i).stream()
                            .filter(word -> !word.equals("-"))
                            .toArray(String[]::new));
        }
        assertThat(untimed.out()).contains("parameters").doesNotContain("About");
    }

    private static List<String> words(String lines, int line) {
        return List.of(lines.lines().toList().get(line).split(" +"));
    }

    @Test
    void jsonIsOneLine() throws IOException {
        Cli.Result result = Cli.run("schedule", config, "--set", "methods=icot", "--set", "patience=0", "--json");

        assertThat(result.out()).hasLineCount(1);
        JsonNode root = result.json();
        assertThat(root.at("/training_steps").asInt()).isEqualTo(35);
        assertThat(root.at("/stages/1/method").asText()).isEqualTo("icot");
        assertThat(root.at("/stages/1/reasoning_steps").asDouble()).isZero();
        assertThat(root.at("/stages/0/plan_bytes").asLong()).isPositive();
        assertThat(root.at("/seconds").asDouble()).isPositive();
    }

    @Test
    void whatMakesNoSenseIsNamedInOneLine() {
        Cli.Result result = Cli.run("schedule", config, "--set", "methods=icot");

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains("curriculum.patience").hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }
}
