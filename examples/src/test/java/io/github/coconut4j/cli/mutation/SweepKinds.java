package io.github.coconut4j.cli.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.coconut4j.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files of a sweep and of its candidates, which is gone on with or looked at. */
final class SweepKinds {
    private static final List<Change> JSON = List.of(TextChanges::bytes, TextChanges::words, TreeChanges::json);
    private static final List<Change> LINES = List.of(
            TextChanges::bytes, TextChanges::words, TextChanges::lines, TreeChanges::jsonLines, TreeChanges::jsonLines);
    private static final List<Change> YAML =
            List.of(TextChanges::bytes, TextChanges::words, TreeChanges::yaml, TreeChanges::yaml);
    private static final List<String> LOOKING =
            List.of("runs @", "runs @ --json", "runs show @sweep", "runs show @sweep --json");

    private SweepKinds() {}

    /** @param folder where a tiny sweep is made first */
    static List<Kind> all(Path folder) throws IOException {
        Path config = Files.writeString(
                folder.resolve("sweep.yaml"),
                """
                name: tiny
                base:
                  name: thoughts
                  data: {type: graph_search, hops: 1, extra: 0, shared: 0, problems_per_epoch: 32}
                  model: {type: gpt2, layers: 1, width: 8, heads: 1, positions: 32, init_std: 0.1}
                  method: {type: coconut, special_markers: false}
                  curriculum: {stages: 1, epochs: [1, 1]}
                  optimizer: {lr: 1e-2}
                  batch_size: 16
                  evaluation: {validation_problems: 8, test_problems: 8, max_new_tokens: 4}
                over:
                - key: lr
                  values: [1.0e-2, 1.0e-3]
                search: grid
                candidates: 2
                """);
        Path sweep = folder.resolve("sweep");
        Cli.Result made = Cli.run("sweep", config.toString(), "--out", sweep.toString());
        if (made.exitCode() != 0) {
            throw new IllegalStateException(made.err());
        }
        Map<String, byte[]> files = RunKinds.files(sweep, "sweep/");
        List<Kind> kinds = new ArrayList<>();
        kinds.add(new Kind("sweep.yaml", files, "sweep/sweep.yaml", YAML, LOOKING)); // another sweep may take hours
        kinds.add(kind("results.jsonl", files, "sweep/results.jsonl", LINES, "sweep --resume @sweep"));
        kinds.add(kind("best.yaml", files, "sweep/best.yaml", YAML, "schedule @sweep/best.yaml --untimed"));
        String candidate = "sweep/candidates/0000/";
        for (String file : files.keySet()) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            if (file.startsWith(candidate)
                    && List.of("metrics.jsonl", "result.json", "provenance.json")
                            .contains(name)) {
                kinds.add(kind(
                        "candidate's " + name,
                        files,
                        file,
                        name.endsWith("l") ? LINES : JSON,
                        "sweep --resume @sweep",
                        "runs show @" + candidate));
            }
        }
        // one that was stopped: its checkpoint is gone on with
        byte[] results = files.get("sweep/results.jsonl");
        Map<String, byte[]> stopped = new java.util.LinkedHashMap<>(files);
        stopped.put(
                "sweep/results.jsonl",
                new String(results, UTF_8).lines().findFirst().orElseThrow().getBytes(UTF_8));
        for (String file : files.keySet()) {
            if (file.endsWith("config.yaml") && file.contains("0001")) {
                kinds.add(kind("candidate's config.yaml", stopped, file, YAML, "sweep --resume @sweep"));
            }
        }
        return kinds;
    }

    private static Kind kind(
            String name, Map<String, byte[]> files, String spoilt, List<Change> changes, String... more) {
        List<String> commands = new ArrayList<>(LOOKING);
        for (String command : more) { // as often as all of the others
            LOOKING.forEach(any -> commands.add(command));
        }
        return new Kind(name, files, spoilt, changes, commands);
    }
}
