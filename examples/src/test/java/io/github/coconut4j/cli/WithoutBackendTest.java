package io.github.coconut4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build for GPUs on a machine without one: another JVM whose ND4J has no backend that could run, with the mark of the CUDA backend on its class path. */
class WithoutBackendTest {
    @TempDir
    static Path folder;

    private static Map<String, Outcome> outcomes;

    /** What a command line came to. */
    private record Outcome(int exitCode, String err) {}

    private static final List<String> ANYWHERE = List.of(
            "",
            "--help",
            "--version",
            "train --help",
            "schedule tiny.yaml --untimed",
            "data generate --task prosqa --count 20 --out p.json",
            "data stats p.json",
            "data check p.json",
            "data convert p.json --out p.jsonl",
            "runs runs");

    private static final List<String> COMPUTING = List.of(
            "train tiny.yaml --out runs/a",
            "sweep tiny.yaml",
            "reproduce tiny.yaml",
            "schedule tiny.yaml",
            "evaluate --model m --data p.json",
            "generate --model m --question q",
            "import --from m --out n",
            "export --format samediff --model m --out n",
            "parity --model m --reference r",
            "bench",
            "data bench tiny.yaml");

    /** All of them in one JVM: what counts is that none of them touches a backend that is not there. */
    @BeforeAll
    static void runThem() throws IOException, InterruptedException {
        Path mark = folder.resolve("cuda/org/nd4j/linalg/jcublas/JCublasBackend.class");
        Files.createDirectories(mark.getParent());
        Files.createFile(mark);
        Files.createDirectory(folder.resolve("runs"));
        Files.writeString(
                folder.resolve("tiny.yaml"),
                """
                name: tiny
                data: {type: graph_search, hops: 2, problems_per_epoch: 100}
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32}
                methods: [coconut]
                curriculum: {stages: 1, epochs: [2, 3]}
                """);
        String classPath = folder.resolve("cuda")
                + File.pathSeparator
                + Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(jar -> !jar.contains("nd4j-native-1"))
                        .collect(Collectors.joining(File.pathSeparator));
        Path printed = folder.resolve("outcomes");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        WithoutBackendTest.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().put("PATH", folder.toString()); // no nvidia-smi there
        Process process = builder.start();
        process.getOutputStream().close();
        process.waitFor();
        outcomes = new LinkedHashMap<>();
        Files.readString(printed, UTF_8).lines().forEach(line -> {
            String[] parts = line.split("\t", 3);
            if (parts.length == 3) {
                outcomes.put(parts[0], new Outcome(Integer.parseInt(parts[1]), parts[2].replace("\\n", "\n")));
            }
        });
        assertThat(outcomes).as(Files.readString(printed, UTF_8)).hasSize(ANYWHERE.size() + COMPUTING.size());
    }

    /**
     * The other JVM: runs every command line and prints a line for each.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        for (List<String> lines : List.of(ANYWHERE, COMPUTING)) {
            for (String line : lines) {
                Cli.Result result = Cli.run(line.isEmpty() ? new String[0] : line.split(" "));
                System.out.printf(
                        "%s\t%d\t%s%n", line, result.exitCode(), result.err().replace("\n", "\\n"));
            }
        }
    }

    @Test
    void whatDoesNotComputeRuns() {
        for (String line : ANYWHERE) {
            assertThat(outcomes.get(line).exitCode())
                    .as("%s: %s", line, outcomes.get(line).err())
                    .isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void whatComputesIsRefusedInOneLineBeforeAnyWork() {
        for (String line : COMPUTING) {
            assertThat(outcomes.get(line).exitCode()).as(line).isEqualTo(ExitCode.USER);
            assertThat(outcomes.get(line).err())
                    .as(line)
                    .contains("no NVIDIA driver or no GPU", "build without -Dcuda")
                    .hasLineCount(1);
        }
        assertThat(folder.resolve("runs/a")).doesNotExist();
    }
}
