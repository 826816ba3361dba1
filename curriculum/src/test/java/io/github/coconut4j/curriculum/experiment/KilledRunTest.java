package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.run.RunFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills trainings as {@code kill -9} does, at random moments between the first step and the last file, every other one of
 * them twice, and has them go on.
 * More kills: {@code mvn test -pl curriculum -am -Dtest=KilledRunTest -Dcoconut.kills=20
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class KilledRunTest {
    private static final int KILLS = Integer.getInteger("coconut.kills", 3);
    private static final long SEED = Long.getLong("coconut.kills.seed", 7);

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void aRunThatIsKilledAtAnyMomentAndResumedEndsAsIfItHadNotBeen() throws IOException, InterruptedException {
        Path whole = folder.resolve("whole");
        long duration = finish(whole);
        List<String> ends = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            Path killed = folder.resolve("killed-" + kill);
            // The moments are spread over the run evenly, one at random within each part of it.
            long moment = (long) ((kill + random.nextDouble()) * duration / KILLS);
            kill(killed, moment);
            if (kill % 2 == 1) {
                kill(killed, random.nextLong(duration - moment + 1));
            }
            ends.add("%5d ms: %s".formatted(moment, found(killed)));
            finish(killed);
            assertIsTheSame(killed, whole);
        }
        System.out.printf("A run of %d ms was killed after%n  %s%n", duration, String.join("\n  ", ends));
    }

    /** Trains to the end and gives the milliseconds from the first step on. */
    private static long finish(Path run) throws IOException, InterruptedException {
        Process process = start(run);
        long began;
        try (BufferedReader output = process.inputReader()) {
            began = awaitFirstStep(output);
            assertThat(process.waitFor()).isZero();
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private static void kill(Path run, long moment) throws IOException, InterruptedException {
        Process process = start(run);
        try (BufferedReader output = process.inputReader()) {
            awaitFirstStep(output);
            if (!process.waitFor(moment, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** A finished run says nothing, its output just ends. */
    private static long awaitFirstStep(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.equals(KilledRun.READY)) {
            line = output.readLine();
        }
        return System.nanoTime();
    }

    private static Process start(Path run) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        run.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What a killed process left, for whoever reads the test's output. */
    private static String found(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("epoch-")
                            || name.startsWith(".")
                            || name.endsWith(".part")
                            || name.startsWith("result")
                            || name.startsWith("model.fb")
                            || name.startsWith("report"))
                    .sorted()
                    .toList()
                    .toString();
        }
    }

    private static void assertIsTheSame(Path run, Path whole) throws IOException {
        String checkpoint = new RunFolder(whole).readResult().orElseThrow().checkpoint();
        for (String file : List.of("model.safetensors", "optimizer.safetensors")) {
            assertThat(run.resolve(checkpoint).resolve(file))
                    .hasSameBinaryContentAs(whole.resolve(checkpoint).resolve(file));
        }
        assertThat(run.resolve("model.fb")).hasSize(Files.size(whole.resolve("model.fb")));
        assertThat(timeless(
                        new ObjectMapper().readTree(run.resolve("result.json").toFile())))
                .isEqualTo(timeless(
                        new ObjectMapper().readTree(whole.resolve("result.json").toFile())));
        assertThat(metrics(run)).isEqualTo(metrics(whole));
        assertThat(run.resolve("report.html")).content().endsWith("</html>\n");
        assertThat(names(run)).isEqualTo(names(whole));
    }

    private static List<JsonNode> metrics(Path run) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            lines.add(timeless(new ObjectMapper().readTree(line)));
        }
        return lines;
    }

    private static JsonNode timeless(JsonNode line) {
        return ((ObjectNode) line).remove(List.of("seconds", "examples_per_second"));
    }

    /** All files: nothing half written is left over. */
    private static List<String> names(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            return files.map(file -> run.relativize(file).toString()).sorted().toList();
        }
    }
}
