package io.github.coconut4j.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.GraphSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A training of a moment through the command line, and problems for its model.
 *
 * @param folder of everything
 * @param path of the run
 * @param checkpoint the last one
 * @param config that was trained
 * @param training what it printed
 */
record TinyRun(Path folder, Path path, Path checkpoint, Path config, Cli.Result training) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Trains. */
    static TinyRun in(Path folder) throws IOException {
        Path run = folder.resolve("run");
        Path config = Files.writeString(
                folder.resolve("tiny.yaml"),
                """
                name: tiny
                data: {type: graph_search, hops: 2, problems_per_epoch: 128}
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32, init_std: 0.1}
                method: {type: coconut, special_markers: false}
                curriculum: {stages: 2, epochs: [1, 1, 1]}
                optimizer: {lr: 1e-2}
                batch_size: 32
                evaluation: {validation_problems: 32, test_problems: 64, max_new_tokens: 8}
                """);
        Cli.Result training = Cli.run("train", config.toString(), "--out", run.toString(), "--json");
        try (Stream<Path> files = Files.walk(run)) {
            Path checkpoint = files.filter(file -> file.endsWith("model.safetensors"))
                    .max(Path::compareTo)
                    .orElseThrow()
                    .getParent();
            return new TinyRun(folder, run, checkpoint, config, training);
        }
    }

    /** Problems that it was not trained on. */
    static List<Problem> problems(int count) {
        try (ProblemSource source = GraphSearch.graphSearch().hops(2).problems(count, 7)) {
            return LongStream.range(0, count)
                    .mapToObj(row -> source.problem(0, row))
                    .toList();
        }
    }

    /** A file of problems. */
    Path write(List<Problem> problems) throws IOException {
        List<Map<String, Object>> rows = problems.stream()
                .map(problem -> Map.<String, Object>of(
                        "question", problem.question(), "steps", problem.steps(), "answer", problem.answer()))
                .toList();
        Path file = Files.createTempFile(folder, "problems", ".json");
        JSON.writeValue(file.toFile(), rows);
        return file;
    }
}
