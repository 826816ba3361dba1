package io.github.coconut4j.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepCommandTest {
    @TempDir
    private Path folder;

    private Path config;
    private Path out;

    @BeforeEach
    void writeAConfiguration() throws IOException {
        config = Files.writeString(
                folder.resolve("tiny.yaml"),
                """
                name: tiny
                base:
                  data: {type: graph_search, hops: 2, problems_per_epoch: 32}
                  model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32, init_std: 0.1}
                  method: {type: coconut, special_markers: false}
                  curriculum: {stages: 2, epochs: 1}
                  optimizer: {lr: 0.01}
                  batch_size: 8
                  evaluation: {validation_problems: 20, test_problems: 30, max_new_tokens: 6}
                  execution: {streams: 1}
                over:
                  - key: thoughts_per_step
                    values: [1, 15]
                search: grid
                """);
        out = folder.resolve("sweep");
    }

    @Test
    void aSweepPrintsItsLeaderboardAsOneLineOfJsonAndGoesOnWhereItWas() throws IOException {
        Cli.Result result = Cli.run("sweep", config.toString(), "--out", out.toString(), "--json");

        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).hasLineCount(1);
        JsonNode report = result.json();
        assertThat(report.at("/candidates/0/settings/thoughts_per_step").asInt())
                .isEqualTo(1);
        assertThat(report.at("/candidates/0/status").asText()).isEqualTo("finished");
        assertThat(report.at("/candidates/1/status").asText()).isEqualTo("failed");
        assertThat(report.at("/candidates/1/note").asText()).contains("positions");
        assertThat(result.err())
                .contains("candidate 1 failed")
                .contains("1 of 2 done")
                .doesNotContain("\tat ");
        assertThat(Path.of(report.at("/report").asText()))
                .content()
                .contains("<svg")
                .contains("thoughts_per_step");

        Cli.Result again = Cli.run("sweep", "--resume", out.toString(), "--json");

        assertThat(again.out()).isEqualTo(result.out());
        assertThat(again.err()).doesNotContain("begins");
    }

    @Test
    void aFinishedSweepGoesOnWithMoreCandidatesAndRunsKnowIt() throws IOException {
        Cli.Result one = Cli.run(
                "sweep",
                config.toString(),
                "--out",
                out.toString(),
                "--set",
                "candidates=1",
                "--set",
                "over.0={key: curriculum.uniform_prob, values: [0.123456789, 0.2]}");
        assertThat(one.out()).contains("curriculum.uniform_prob", "0.1235").doesNotContain("0.123456789");

        Cli.Result two = Cli.run("sweep", "--resume", out.toString(), "--set", "candidates=2");

        assertThat(two.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(two.err())
                .contains("candidate 1 begins: curriculum.uniform_prob 0.2")
                .doesNotContain("candidate 0 begins");
        assertThat(Cli.run("runs", folder.toString()).out())
                .contains(
                        "sweep " + out + ": finished, 2 of 2 candidates done, best test",
                        "curriculum.uniform_prob 0.1235",
                        "curriculum.uniform_prob 0.2");
        assertThat(Cli.run("runs", "show", out.toString()).out()).contains("2 of 2 candidates done", "  candidates: 2");
        assertThat(Cli.run("runs", "show", out.resolve("candidates/0001").toString())
                        .out())
                .containsPattern("candidate +1 of the sweep .*: curriculum.uniform_prob 0.2");
        JsonNode runs = Cli.run("runs", folder.toString(), "--json").json();
        assertThat(runs).hasSize(2);
        assertThat(runs.at("/0/settings").path("curriculum.uniform_prob").asDouble())
                .isEqualTo(0.123456789);
        assertThat(runs.at("/1/candidate").asInt()).isEqualTo(1);
        assertThat(runs.at("/1/sweep").asText()).isEqualTo(out.toString());

        Cli.Result fewer = Cli.run("sweep", "--resume", out.toString(), "--set", "candidates=1");
        assertThat(fewer.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(fewer.err()).hasLineCount(1).contains("\"candidates: 2\" there", "candidates can be raised");
    }

    @Test
    void aSweepThatCannotBeReadDoesNotHideTheOtherRuns() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("sweep.yaml"), "base: nowhere.yaml");

        assertThat(Cli.run("runs", folder.toString()).out()).contains("sweep " + out + ": broken, ", "nowhere.yaml");
    }

    @Test
    void theExitCodeTellsThatNoCandidateCouldBeTrained() {
        Cli.Result result =
                Cli.run("sweep", config.toString(), "--out", out.toString(), "--set", "over.0.values=[14, 15]");

        assertThat(result.exitCode()).isEqualTo(ExitCode.VERDICT);
    }

    @ParameterizedTest
    @CsvSource({
        "candidats=3, candidates",
        "hops=many, base.data.hops",
        "over.0.key=thougths_per_step, thoughts_per_step",
        "over.0.values=[few], thoughts_per_step",
        "engine=hadoop, hadoop",
        "parallel=1000, cores",
    })
    void aWrongSettingIsNamedInOneLine(String setting, String named) {
        assertRefused(Cli.run("sweep", config.toString(), "--set", setting, "--out", out.toString()), named);
    }

    /** So the launcher learns which build a sweep needs, in whatever way its engine is named. */
    @Test
    void whereCandidatesWouldBeTrainedIsToldWithoutTrainingAny() throws IOException {
        Path inTheFile = Files.writeString(
                config.resolveSibling("spark.yaml"),
                Files.readString(config) + "\n\"engine\": 'spark'\nmaster: local[1]\n");
        String file = config.toString();
        Map<List<String>, String> engines = Map.of(
                List.of(file), "local",
                List.of(file, "--engine", "spark", "--master=local[1]"), "spark",
                List.of("--set", "engine=spark", file), "spark",
                List.of(inTheFile.toString()), "spark",
                List.of(inTheFile.toString(), "--engine=local"), "local");

        engines.forEach((arguments, engine) -> {
            List<String> asked = new ArrayList<>(List.of("sweep"));
            asked.addAll(arguments);
            asked.addAll(List.of("--out", out.toString(), "--print-engine"));
            assertThat(Cli.run(asked.toArray(String[]::new)).out())
                    .as("%s", arguments)
                    .isEqualToIgnoringNewLines(engine);
        });
        assertThat(out).doesNotExist();
    }

    @Test
    void eitherANewSweepOrAnOldOne() {
        assertRefused(Cli.run("sweep"), "configs/sweep-thoughts.yaml");
        assertRefused(Cli.run("sweep", config.toString(), "--resume", out.toString()), "--resume");
        assertRefused(Cli.run("sweep", "--resume", out.toString()), out.toString());
        assertRefused(Cli.run("sweep", "no.yaml"), "no.yaml");
    }

    private void assertRefused(Cli.Result result, String named) {
        result.assertRefused(named);
        assertThat(out).doesNotExist();
    }
}
