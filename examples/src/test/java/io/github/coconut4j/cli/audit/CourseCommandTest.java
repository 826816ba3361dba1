package io.github.coconut4j.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of three stages that keeps the best of each. */
class CourseCommandTest {
    private static final String SETTINGS =
            """
            name: tiny
            data: {type: graph_search, hops: 2, problems_per_epoch: 64}
            model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32, init_std: 0.1}
            method: {type: coconut, special_markers: false}
            curriculum: {stages: 2, epochs: [1, 1, 2]}
            batch_size: 16
            evaluation: {validation_problems: 8, test_problems: 8, max_new_tokens: 4}
            """;

    @TempDir
    private static Path folder;

    private static String run;
    private static String data;

    @BeforeAll
    static void train() throws IOException {
        Path config = Files.writeString(folder.resolve("tiny.yaml"), SETTINGS);
        run = folder.resolve("run").toString();
        data = folder.resolve("test.json").toString();
        assertThat(Cli.run("train", config.toString(), "--out", run).exitCode()).isZero();
        assertThat(Cli.run("data", "generate", "--task", "graph_search", "--hops", "2", "--count", "12", "--out", data)
                        .exitCode())
                .isZero();
    }

    @Test
    void everyKeptCheckpointIsAPoint() throws IOException {
        Path out = folder.resolve("audit");
        Cli.Result course =
                Cli.run("audit", "--model", run, "--data", data, "--checkpoints", "--out", out.toString(), "--json");
        assertThat(course.exitCode()).as(course.err()).isZero();
        JsonNode points = course.json().path("checkpoints");

        assertThat(points.findValuesAsText("stage")).first().isEqualTo("0");
        assertThat(points.findValuesAsText("stage")).last().isEqualTo("2");
        assertThat(points.size()).isBetween(3, 4); // the last is kept beside the best of its stage
        assertThat(points.get(0).path("follows_twin").isNull())
                .as("stage 0 has no thoughts")
                .isTrue();
        assertThat(points.get(2).path("follows_twin").isNumber()).isTrue();
        List<String> csv = Files.readAllLines(out.resolve("course.csv"));
        assertThat(csv).hasSize(1 + points.size());
        assertThat(csv.get(0).split(",", -1)).hasSameSizeAs(csv.get(1).split(",", -1));

        // the last checkpoint by itself comes to the same
        String last = points.get(points.size() - 1).path("checkpoint").asText();
        Cli.Result alone = Cli.run(
                "audit",
                "--model",
                Path.of(run, "checkpoints", last).toString(),
                "--data",
                data,
                "--out",
                folder.resolve("alone").toString(),
                "--json");
        assertThat(alone.json().path("accuracy"))
                .isEqualTo(points.get(points.size() - 1).path("accuracy"));
        assertThat(alone.json().path("pairs_right"))
                .isEqualTo(points.get(points.size() - 1).path("pairs_right"));

        byte[] page = Files.readAllBytes(out.resolve("course.html"));
        Cli.Result again = Cli.run("audit", "--model", run, "--data", data, "--checkpoints", "--out", out.toString());
        assertThat(again.out()).contains("epoch-0001", "follow twin's");
        assertThat(out.resolve("course.html")).hasBinaryContent(page);
    }

    @Test
    void whatHasNoCourseSaysSo() {
        assertRefused("is no folder of a run", "audit", "--model", folder.toString(), "--data", data, "--checkpoints");
        assertRefused(
                "leave --thoughts and --quick out",
                "audit",
                "--model",
                run,
                "--data",
                data,
                "--checkpoints",
                "--thoughts",
                "2");
    }

    private static void assertRefused(String why, String... arguments) {
        Cli.run(arguments).assertRefused(why);
    }
}
