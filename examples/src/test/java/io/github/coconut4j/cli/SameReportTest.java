package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same model, problems and seed leave the same files, byte for byte, but for the milliseconds. */
class SameReportTest {
    private static final String COCONUT = Path.of("models", "coconut").toString();

    @TempDir
    Path folder;

    private String data;

    @BeforeEach
    void problems() {
        data = folder.resolve("problems.json").toString();
        assertThat(Cli.run("data", "generate", "--task", "graph_search", "--count", "10", "--out", data)
                        .exitCode())
                .isZero();
    }

    private Map<String, String> files(String command, String out, String... more) throws IOException {
        Path to = folder.resolve(out);
        Cli.Result result = Cli.run(Stream.concat(
                        Stream.of(command, "--model", COCONUT, "--data", data, "--out", to.toString()), Stream.of(more))
                .toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> written = Files.list(to)) {
            written.filter(Files::isRegularFile)
                    .forEach(file -> files.put(file.getFileName().toString(), withoutTimes(file)));
        }
        return files;
    }

    /** The last cell of the table of costs, wherever it is written. */
    private static String withoutTimes(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1); // pictures as well
            String name = file.getFileName().toString();
            if (name.equals("cost.csv")) {
                return text.replaceAll("(?m),[^,]*$", "");
            }
            if (name.equals("further.json")) {
                return text.replaceAll("\"milliseconds\" : [0-9.E-]+", "");
            }
            int cost = text.indexOf("What an answer costs");
            return name.equals("audit.html")
                    ? text.substring(0, cost) + text.substring(cost).replaceAll("<td>[^<]*</td></tr>", "")
                    : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ofAnAudit() throws IOException {
        Map<String, String> once = files("audit", "once", "--seed", "3");

        assertThat(once)
                .containsKeys(
                        "audit.html", "audit.json", "further.json", "interventions.csv", "necessity.csv", "cost.csv");
        assertThat(files("audit", "twice", "--seed", "3")).isEqualTo(once);
        assertThat(files("audit", "other", "--seed", "4").get("audit.json")).isNotEqualTo(once.get("audit.json"));
    }

    /** In a process of its own, as {@code kill -9} does; the verdict's experiments are all there by then, of those beside it one. */
    @Test
    void ofAnAuditThatWasKilledAmongTheExperimentsBesideTheVerdict() throws IOException, InterruptedException {
        Path killed = folder.resolve("killed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "audit",
                        "--model",
                        COCONUT,
                        "--data",
                        data,
                        "--out",
                        killed.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (kept(killed) == 0) {
            assertThat(process.waitFor(20, TimeUnit.MILLISECONDS))
                    .as("the process ended by itself")
                    .isFalse();
        }
        process.destroyForcibly().waitFor();
        long before = kept(killed);
        assertThat(killed.resolve("audit.html")).doesNotExist();

        Map<String, String> goneOn = files("audit", "killed");

        assertThat(kept(killed)).isGreaterThan(before);
        assertThat(goneOn).isEqualTo(files("audit", "undisturbed"));
    }

    /** Results of experiments beside the verdict. */
    private static long kept(Path audit) throws IOException {
        Path finished = audit.resolve("finished");
        if (!Files.isDirectory(finished)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(finished)) {
            return files.filter(file -> file.getFileName().toString().matches("further-.*\\.json"))
                    .count();
        }
    }

    @Test
    void ofAnAnalysis() throws IOException {
        Map<String, String> once = files("analyze", "once");

        assertThat(once)
                .containsKeys(
                        "analysis.html",
                        "analysis.json",
                        "thoughts.csv",
                        "readings.csv",
                        "values.csv",
                        "heights.csv",
                        "paths.csv",
                        "auc.svg",
                        "auc.png");
        assertThat(files("analyze", "twice")).isEqualTo(once);
    }
}
