package io.github.coconut4j.cli.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.Main;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains, lists, shows and reproduces, as a user would. */
class RunsCommandTest {
    @TempDir
    private static Path folder;

    private static Path config;

    @BeforeAll
    static void trainWithTwoSeeds() throws IOException {
        config = Files.writeString(
                Files.createDirectories(folder.resolve("configs")).resolve("tiny.yaml"),
                """
                name: tiny
                data: {type: graph_search, hops: 2, problems_per_epoch: 32}
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32}
                method: {type: coconut, special_markers: false}
                curriculum: {stages: 1, epochs: [1, 1]}
                batch_size: 8
                evaluation: {validation_problems: 20, test_problems: 30, max_new_tokens: 6}
                """);
        for (int seed = 0; seed < 2; seed++) {
            assertThat(Cli.run("train", config.toString(), "--set", "seed=" + seed, "--out", run(seed))
                            .exitCode())
                    .isEqualTo(ExitCode.OK);
        }
    }

    private static String run(int seed) {
        return folder.resolve("runs").resolve("seed-" + seed).toString();
    }

    @Test
    void runsAreListedWithStateAndAccuracy() throws IOException {
        Cli.Result table = Cli.run("runs", folder.resolve("runs").toString());
        assertThat(table.out()).contains("finished", "coconut", run(0), run(1), "1/1", "2/2");

        JsonNode runs =
                Cli.run("runs", folder.resolve("runs").toString(), "--json").json();
        assertThat(runs).hasSize(2);
        assertThat(runs.get(1).path("seed").asInt()).isEqualTo(1);
        assertThat(runs.get(1).path("final_stage").asInt()).isEqualTo(1);
        JsonNode result = new ObjectMapper()
                .readTree(Path.of(run(1)).resolve("result.json").toFile());
        assertThat(runs.get(1).path("test").asDouble())
                .isEqualTo(result.path("test").path("right").asInt() / 30.0);
    }

    @Test
    void aRunShowsWhereItComesFrom() throws IOException {
        assertThat(Cli.run("runs", "show", run(1)).out())
                .contains(
                        "seed",
                        "training data",
                        "GraphSearch[hops=2",
                        "none, from scratch",
                        "ND4J",
                        "checkpoints/epoch-0002")
                .contains("  name: tiny");
        JsonNode shown = Cli.run("runs", "show", run(1), "--json").json();
        assertThat(shown.path("runs").get(0).path("provenance").path("seed").asInt())
                .isEqualTo(1);
        assertThat(shown.path("config").asText()).contains("name: tiny");
    }

    @Test
    void whatIsNoRunIsNamedInOneLine() {
        Cli.Result result = Cli.run("runs", "show", folder.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).hasLineCount(1).contains("holds no run");
        assertThat(Cli.run("runs", folder.resolve("none").toString()).err())
                .hasLineCount(1)
                .contains("no folder");
    }

    /** In a process of its own, because the shipped configurations are looked for where the program is started. */
    @Test
    void aShippedConfigurationIsMeasuredAndReproducedWithinItsBandAndOutsideIt() throws Exception {
        Result measured = coconut("reproduce", "tiny", "--from-runs", run(0), "--from-runs", run(1));
        assertThat(measured.text()).contains("wrote ");
        Path expected = folder.resolve("configs/expected/tiny.yaml");
        assertThat(expected).content().contains("source: measured", "at: stage 1", "seeds:");

        // The runs it was measured from lie in their own band.
        Result same = coconut(
                "reproduce",
                "tiny",
                "--seed",
                "1",
                "--out",
                folder.resolve("again").toString());
        assertThat(same.exitCode()).as(same.text()).isEqualTo(ExitCode.OK);
        assertThat(same.text()).contains("Pass: all 3 points of 1 method", "stage 0", "test:");

        List<String> lines = Files.readAllLines(expected);
        int band = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains("at: stage 1"))
                .findFirst()
                .orElseThrow();
        Files.write(
                expected,
                IntStream.range(0, lines.size())
                        .mapToObj(i ->
                                i > band && i < band + 4 ? lines.get(i).replaceFirst(":.*", ": 1.0") : lines.get(i))
                        .toList());
        Result left = coconut(
                "reproduce",
                "tiny",
                "--seed",
                "1",
                "--out",
                folder.resolve("again").toString());
        assertThat(left.exitCode()).as(left.text()).isEqualTo(ExitCode.VERDICT);
        assertThat(left.text())
                .contains("Left the band: coconut, stage 1:", "below the expected band of 100.0 to 100.0 %");

        Result other = coconut("reproduce", "tiny", "--set", "batch_size=4");
        assertThat(other.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(other.text()).contains("was measured with other settings");
        assertThat(coconut("reproduce", "tny").text()).contains("There is no configuration tny", "tiny");
    }

    private record Result(int exitCode, String text) {}

    private static Result coconut(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Main.class.getName()),
                                Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), text);
    }
}
