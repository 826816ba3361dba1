package io.github.coconut4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pages as commands leave them, small: of the shipped Coconut on a dozen problems, of a run and of a sweep that take a second each.
 *
 * @param folder to write to
 */
record WrittenPages(Path folder) {
    static final int PROBLEMS = 12;

    private static final Path COCONUT = Path.of("models", "coconut");
    private static final String SETTINGS =
            """
            name: tiny
            data: {type: graph_search, hops: 2, problems_per_epoch: 32}
            model: {type: gpt2, layers: 1, width: 8, heads: 1, positions: 48, init_std: 0.1}
            method: {type: coconut, special_markers: false}
            curriculum: {stages: 1, epochs: [1, 1]}
            optimizer: {lr: 1e-2}
            batch_size: 16
            evaluation: {validation_problems: 8, test_problems: 8, max_new_tokens: 4}
            """;

    Path analysis() {
        return ofTheShippedCoconut("analyze").resolve("analysis.html");
    }

    Path audit() {
        return ofTheShippedCoconut("audit").resolve("audit.html");
    }

    private Path ofTheShippedCoconut(String command) {
        Path data = folder.resolve("problems.json");
        if (Files.notExists(data)) {
            ok("data", "generate", "--task", "graph_search", "--count", "" + PROBLEMS, "--out", data.toString());
        }
        Path out = folder.resolve(command);
        ok(command, "--model", COCONUT.toString(), "--data", data.toString(), "--out", out.toString());
        return out;
    }

    Path report() throws IOException {
        Path settings = Files.writeString(folder.resolve("tiny.yaml"), SETTINGS);
        Path out = folder.resolve("run");
        ok("train", settings.toString(), "--out", out.toString());
        return out.resolve("report.html");
    }

    Path sweep() throws IOException {
        Path settings = Files.writeString(
                folder.resolve("sweep.yaml"),
                "name: sizes\nbase:\n%sover:\n- key: model.width\n  values: [8, 16]\nsearch: grid\ncandidates: 2\n"
                        .formatted(SETTINGS.indent(2)));
        Path out = folder.resolve("sweep");
        ok("sweep", settings.toString(), "--out", out.toString());
        return out.resolve("sweep.html");
    }

    private static void ok(String... command) {
        Cli.Result result = Cli.run(command);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }
}
