package io.github.coconut4j.cli.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.coconut4j.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a trained model is asked, and the folder of one that was passed on. */
final class QuestionKinds {
    private static final Path SHIPPED = Path.of("models/coconut");
    private static final List<Change> LINES = List.of(
            TextChanges::bytes, TextChanges::words, TextChanges::lines, TreeChanges::jsonLines, TreeChanges::jsonLines);
    private static final List<Change> JSON = List.of(TextChanges::bytes, TextChanges::words, TreeChanges::json);
    private static final String DATA = "p.jsonl";

    private QuestionKinds() {}

    /** @param folder where the problems are drawn first */
    static List<Kind> all(Path folder) throws IOException {
        Path problems = folder.resolve(DATA);
        String[] generate = {"data", "generate", "--task", "graph_search", "--hops", "4", "--count", "8", "--out"};
        String[] command = java.util.Arrays.copyOf(generate, generate.length + 1);
        command[generate.length] = problems.toString();
        Cli.Result drawn = Cli.run(command);
        if (drawn.exitCode() != 0) {
            throw new IllegalStateException(drawn.err());
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name :
                List.of("config.json", "model.safetensors", "state.json", "tokenizer_config.json", "vocab.json")) {
            files.put("model/" + name, Files.readAllBytes(SHIPPED.resolve(name)));
        }
        files.put(DATA, Files.readAllBytes(problems));
        files.put("q.txt", "0>1 1>2 ? 2 3 : 0\n1>0 1>2 ? 2 3 : 1\n".getBytes(UTF_8));
        return List.of(
                new Kind(
                        "problems for a model",
                        files,
                        DATA,
                        LINES,
                        List.of(
                                "evaluate --model @model --data @" + DATA,
                                "evaluate --model @model --data @" + DATA + " --json --official",
                                "analyze --model @model --data @" + DATA + " --out @out",
                                "audit --model @model --data @" + DATA + " --quick --out @out")),
                new Kind(
                        "questions in lines",
                        files,
                        "q.txt",
                        List.of(TextChanges::bytes, TextChanges::words, TextChanges::lines),
                        List.of("generate --model @model --questions @q.txt")),
                asked(files, "state.json"),
                asked(files, "config.json"),
                asked(files, "vocab.json"),
                asked(files, "tokenizer_config.json"));
    }

    private static Kind asked(Map<String, byte[]> files, String name) {
        return new Kind(
                "a model's " + name,
                files,
                "model/" + name,
                JSON,
                List.of(
                        "evaluate --model @model --data @" + DATA,
                        "analyze --model @model --data @" + DATA + " --limit 2 --out @out",
                        "tokens --model @model --ids 1,2,3",
                        "export --model @model --format huggingface --out @out"));
    }
}
