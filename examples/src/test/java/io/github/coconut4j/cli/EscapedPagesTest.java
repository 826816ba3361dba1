package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Pages about data and models whose names are HTML: the names are shown, and nothing in them is obeyed. */
@EnabledOnOs(OS.LINUX) // elsewhere no file has such a name
class EscapedPagesTest {
    private static final String HOSTILE = "<img src=\"x\" onerror='alert(1)'>";
    private static final String SETTINGS =
            """
            name: tiny
            data: {type: files}
            model: {type: gpt2, layers: 1, width: 8, heads: 1, positions: 96, init_std: 0.1}
            method: {type: coconut, special_markers: false}
            curriculum: {stages: 1, epochs: [1, 0]}
            optimizer: {lr: 1e-2}
            batch_size: 16
            evaluation: {validation_problems: 8, test_problems: 8, max_new_tokens: 4}
            """;

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void problems() {
        data = folder.resolve(HOSTILE + ".json");
        ok("data", "generate", "--task", "graph_search", "--hops", "2", "--count", "16", "--out", data.toString());
    }

    @Test
    void ofStats() throws IOException {
        Path page = folder.resolve("stats.html");
        ok("data", "stats", data.toString(), "--html", page.toString());

        assertEscaped(page);
    }

    @Test
    void ofARun() throws IOException {
        Path config = Files.writeString(folder.resolve("tiny.yaml"), SETTINGS);
        Path run = folder.resolve("run");
        ok(
                "train",
                config.toString(),
                "--out",
                run.toString(),
                "--set",
                "train_path=" + data,
                "--set",
                "val_path=" + data,
                "--set",
                "test_path=" + data);

        assertEscaped(run.resolve("report.html"));
    }

    /** Among its candidates are two data files; the names are in the table, the charts and the settings. */
    @Test
    void ofASweep() throws IOException {
        Path other = Files.copy(data, folder.resolve("other" + HOSTILE + ".json"));
        Path config = Files.writeString(
                folder.resolve("sweep.yaml"),
                """
                name: names
                base:
                %s
                over:
                - key: data.train_path
                  values: [%s, %s]
                search: grid
                candidates: 2
                """
                        .formatted(
                                SETTINGS.replace(
                                                "{type: files}",
                                                "{type: files, train_path: %1$s, val_path: %1$s, test_path: %1$s}"
                                                        .formatted(quoted(data)))
                                        .strip()
                                        .indent(2),
                                quoted(data),
                                quoted(other)));
        Path sweep = folder.resolve("sweep");
        ok("sweep", config.toString(), "--out", sweep.toString());

        assertEscaped(sweep.resolve("sweep.html"));
    }

    @Test
    void ofAnAnalysisAndAnAudit() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model" + HOSTILE));
        for (String name :
                new String[] {"config.json", "model.safetensors", "state.json", "tokenizer_config.json", "vocab.json"
                }) {
            Files.copy(Path.of("models/coconut").resolve(name), model.resolve(name));
        }
        Path problems = folder.resolve("four" + HOSTILE + ".json");
        ok("data", "generate", "--task", "graph_search", "--hops", "4", "--count", "16", "--out", problems.toString());
        ok(
                "analyze",
                "--model",
                model.toString(),
                "--data",
                problems.toString(),
                "--limit",
                "8",
                "--out",
                folder.resolve("analysis").toString());
        ok(
                "audit",
                "--model",
                model.toString(),
                "--data",
                problems.toString(),
                "--quick",
                "--out",
                folder.resolve("audit").toString());

        assertEscaped(folder.resolve("analysis/analysis.html"));
        assertEscaped(folder.resolve("audit/audit.html"));
    }

    private static void assertEscaped(Path page) throws IOException {
        assertThat(Files.readString(page).contains("&lt;img src="))
                .as("%s shows the name", page)
                .isTrue();
        assertThat(Files.readString(page).contains("<img"))
                .as("%s obeys the name", page)
                .isFalse();
    }

    private static String quoted(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }

    private static void ok(String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isLessThan(2);
    }
}
