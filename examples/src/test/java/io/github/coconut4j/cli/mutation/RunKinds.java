package io.github.coconut4j.cli.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.coconut4j.cli.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a run, which people copy, mend and pass on; and configurations, one of which needs a model. */
final class RunKinds {
    private static final List<Change> JSON =
            List.of(TextChanges::bytes, TextChanges::words, TreeChanges::json, TreeChanges::json);
    private static final List<Change> LINES =
            List.of(TextChanges::bytes, TextChanges::words, TextChanges::lines, TreeChanges::jsonLines);
    private static final List<Change> YAML = List.of(TextChanges::bytes, TextChanges::words, TreeChanges::yaml);

    private RunKinds() {}

    /** @param folder where a tiny run is trained first */
    static List<Kind> all(Path folder) throws IOException {
        Path config = Files.writeString(
                folder.resolve("tiny.yaml"),
                """
                name: tiny
                data: {type: graph_search, hops: 1, extra: 0, shared: 0, problems_per_epoch: 32}
                model: {type: gpt2, layers: 1, width: 8, heads: 1, positions: 32, init_std: 0.1}
                method: {type: coconut, special_markers: false}
                curriculum: {stages: 1, epochs: [1, 1]}
                optimizer: {lr: 1e-2}
                batch_size: 16
                evaluation: {validation_problems: 8, test_problems: 8, max_new_tokens: 4}
                """);
        Path run = folder.resolve("run");
        Cli.Result trained = Cli.run("train", config.toString(), "--out", run.toString());
        if (trained.exitCode() != 0) {
            throw new IllegalStateException(trained.err());
        }
        Map<String, byte[]> files = files(run, "run/");
        files.put("q.txt", "0>1 1>2 ? 2 3 : 0\n".getBytes(UTF_8));
        Map<String, byte[]> checkpoint = new LinkedHashMap<>();
        files.forEach((name, content) -> {
            if (name.contains("epoch-0002")) {
                checkpoint.put(name.substring(name.lastIndexOf('/') + 1), content);
            }
        });
        List<Kind> kinds = new ArrayList<>(ConfigurationKinds.all(checkpoint));
        List<String> once = files.keySet().stream()
                .filter(file -> !file.contains("epoch-0001") && !file.endsWith(".lock") && !file.endsWith(".fb"))
                .toList();
        for (String file : once) {
            changes(file).ifPresent(changes -> kinds.add(new Kind(file, files, file, changes, commands(file))));
        }
        return kinds;
    }

    private static Optional<List<Change>> changes(String file) {
        if (file.endsWith(".json")) {
            return Optional.of(JSON);
        }
        if (file.endsWith(".jsonl")) {
            return Optional.of(LINES);
        }
        if (file.endsWith(".yaml")) {
            return Optional.of(YAML);
        }
        if (file.endsWith(".html") || file.endsWith(".txt")) {
            return Optional.empty();
        }
        return Optional.of(List.of(TextChanges::bytes));
    }

    private static List<String> commands(String file) {
        List<String> commands = new ArrayList<>(List.of(
                "runs @",
                "runs @ --json",
                "runs show @run",
                "runs show @run --json",
                "generate --model @run --questions @q.txt",
                "export --model @run --format huggingface --out @out"));
        if (!file.endsWith("config.yaml")) {
            commands.add("train --resume @run"); // another configuration may well take hours
        }
        return commands;
    }

    /** All files in a folder, by their paths in it, after a prefix. */
    static Map<String, byte[]> files(Path folder, String prefix) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> files.put(prefix + folder.relativize(file), bytes(file)));
        }
        return files;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
