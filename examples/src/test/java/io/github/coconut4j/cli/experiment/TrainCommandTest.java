package io.github.coconut4j.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the user is told when a training cannot begin; that nothing is written then. */
class TrainCommandTest {
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
                model:
                  type: gpt2
                  layers: 1
                  width: 8
                  heads: 2
                """);
        out = folder.resolve("run");
    }

    @ParameterizedTest
    @CsvSource({
        "bach_size=1, batch_size",
        "optimizer.weight_dekay=1, weight_decay",
        "model.layers=many, layers",
        "batch_size=0, batch_size",
        "batch_size, key=value",
        "model.positions=4, positions",
        "train_path=nowhere.json, train_path",
    })
    void aWrongSettingIsNamedInOneLine(String setting, String named) {
        assertRefused(Cli.run("train", config.toString(), "--set", setting, "--out", out.toString()), named);
    }

    @ParameterizedTest
    @CsvSource({
        "--engine=spark, master is empty",
        "--master=spark://head:7077, engine is local",
        "--workers=0, workers",
        "--averaging-frequency=0, averaging_frequency",
        "--workers=many, --workers",
    })
    void wrongWorkersAreNamedInOneLine(String option, String named) {
        assertRefused(Cli.run("train", config.toString(), option, "--out", out.toString()), named);
    }

    @Test
    void aRunThatHasBegunKeepsItsWorkers() {
        assertRefused(Cli.run("train", "--resume", out.toString(), "--workers", "2"), "--workers");
    }

    @Test
    void whereWorkersTrainIsAskedOfFileAndOptions() throws IOException {
        Files.writeString(config, "name: tiny\nexecution: {engine: spark, master: \"local[2]\", workers: 2}\n");

        assertThat(Cli.run("train", config.toString(), "--print-engine").out()).isEqualTo("spark\n");
        assertThat(Cli.run("train", config.toString(), "--engine", "local", "--print-engine")
                        .out())
                .isEqualTo("local\n");
    }

    @Test
    void aMissingConfigurationIsNamed() {
        assertRefused(Cli.run("train", "no.yaml", "--out", out.toString()), "no.yaml");
    }

    @Test
    void aMethodTheConfigurationDoesNotTrainIsNamedWithThoseItDoes() {
        Cli.Result result = Cli.run("train", config.toString(), "--method", "cot", "--out", out.toString());

        assertRefused(result, "tiny does not train cot; it trains coconut.");
    }

    @Test
    void aSweepIsSentToItsOwnCommand() throws IOException {
        Files.writeString(config, "name: tiny\nbase: {name: x}\n");

        assertRefused(Cli.run("train", config.toString(), "--out", out.toString()), "./coconut sweep " + config);
    }

    @Test
    void brokenYamlIsShownWithItsLine() throws IOException {
        Files.writeString(config, "name: tiny\nmodel: [gpt2\n");

        assertRefused(Cli.run("train", config.toString(), "--out", out.toString()), "line");
    }

    @Test
    void brokenJsonIsShownWithLineAndColumn() throws IOException {
        Path data = Files.writeString(
                folder.resolve("data.json"), "[\n{\"question\": \"a\", \"steps\" [], \"answer\": \"b\"}]");
        Files.writeString(
                config,
                """
                name: tiny
                data:
                  type: files
                  train_path: %1$s
                  val_path: %1$s
                """
                        .formatted(data));

        assertRefused(Cli.run("train", config.toString(), "--out", out.toString()), "line 2");
    }

    @Test
    void aFolderWithoutARunCannotBeResumed() {
        assertRefused(Cli.run("train", "--resume", out.toString()), out.toString());
    }

    @Test
    void eitherANewRunOrAnOldOne() {
        assertRefused(Cli.run("train", config.toString(), "--resume", out.toString()), "--resume");
        assertRefused(Cli.run("train"), "configs/quickstart.yaml");
    }

    /** Keys and values of 700 tokens for 64 problems take 7 MiB, a step of 25 tokens each less than 4. */
    @Test
    void answersThatDoNotFitTheMemoryAreRefusedBeforeTheFirstStepOrSplit() throws IOException {
        Files.writeString(
                config,
                """
                name: tiny
                data: {type: graph_search, hops: 2, problems_per_epoch: 64}
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 1024}
                methods: [coconut]
                curriculum: {stages: 1, epochs: [1, 0]}
                batch_size: 64
                evaluation: {validation_problems: 4, test_problems: 4, max_new_tokens: 700}
                execution: {streams: 2, memory_mib: 4}
                """);

        Cli.Result refused = Cli.run("train", config.toString(), "--out", out.toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(refused.err())
                .contains("Answers of up to 700 tokens to 64 prompts", "keys and values of 3 MiB", "MiB on each stream")
                .doesNotContain("loss");

        Path split = folder.resolve("split");
        Cli.Result trained =
                Cli.run("train", config.toString(), "--set", "execution.micro_batch=auto", "--out", split.toString());
        assertThat(trained.exitCode()).as(trained.err()).isEqualTo(ExitCode.OK);
        assertThat(trained.err())
                .containsPattern("a step of 64 .* of 4 MiB; answers to as many . MiB, in . micro-batches");
    }

    private void assertRefused(Cli.Result result, String named) {
        result.assertRefused(named);
        assertThat(out).doesNotExist();
    }
}
