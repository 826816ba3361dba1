package io.github.coconut4j.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.Main;
import io.github.coconut4j.cli.StuckTraining;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptsTest {
    private static final int HUP = 1;
    private static final int INT = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @ValueSource(strings = {"INT", "HUP"})
    void aTrainingThatIsInterruptedIsSavedAndSaysHowToGoOn(String signal) throws IOException, InterruptedException {
        assumeHeard(signal.equals("HUP") ? HUP : INT, signal);
        Path config = Files.writeString(
                folder.resolve("long.yaml"),
                """
                name: long
                data: {type: graph_search, hops: 2, problems_per_epoch: 1000000}
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32}
                method: {type: coconut, special_markers: false}
                curriculum: {stages: 1, epochs: [1, 1]}
                """);
        Path run = folder.resolve("run");
        Process training = start(Main.class, "train", config.toString(), "--out", run.toString());
        String last = "";
        try (BufferedReader lines = training.inputReader(UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.contains("stage 0/1")) {
                line = lines.readLine();
            }
            send(signal, training);
            for (line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        }

        assertThat(training.waitFor()).isEqualTo(ExitCode.STOPPED);
        assertThat(last)
                .startsWith("coconut: Stopped after step ")
                .endsWith("./coconut train --resume " + run + " goes on.");
        assertThat(run.resolve("checkpoints").toFile().list())
                .singleElement()
                .asString()
                .startsWith("epoch-0000"); // with the step behind it, when the first one was done
        assertThat(Cli.run("runs", run.toString()).out()).contains("stopped");
    }

    @ParameterizedTest
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @CsvSource({"INT, 130", "TERM, 143"})
    void theSecondInterruptEndsAtOnceAndTheCheckpointBeforeIsWhole(String signal, int exitCode)
            throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        Process training = start(StuckTraining.class, run.toString());
        try (BufferedReader lines = training.inputReader(UTF_8)) {
            await(StuckTraining.STUCK, lines);
            send(signal, training);
            await("once more ends at once", lines);
            assertThat(training.isAlive()).isTrue();
            send(signal, training);
            assertThat(training.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            training.destroyForcibly();
        }

        assertThat(training.exitValue()).isEqualTo(exitCode);
        List<TrainingListener.Resumed> resumed = new ArrayList<>();
        assertThatThrownBy(() -> Experiment.resume(run, new TrainingListener() {
                    @Override
                    public void onResumed(Resumed event) {
                        resumed.add(event);
                    }

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                }))
                .isInstanceOf(RunStopped.class);
        assertThat(resumed).singleElement().satisfies(event -> {
            assertThat(event.refused()).isEmpty();
            assertThat(event.checkpoint().orElseThrow().state().step()).isEqualTo(2);
        });
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theSystemsSignalEndsWithinItsDeadlineWhatCannotBeSaved() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        Process training = start(StuckTraining.class, run.toString());
        try (BufferedReader lines = training.inputReader(UTF_8)) {
            await(StuckTraining.STUCK, lines);
            send("TERM", training);
            assertThat(training.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            training.destroyForcibly();
        }

        assertThat(training.exitValue()).isEqualTo(143);
        assertThat(run.resolve("checkpoints").toFile().list()).isNotEmpty();
    }

    /** In a terminal, where bars and tables are drawn: drawing must not take Ctrl-C away, neither from a second method nor from a candidate. */
    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @CsvSource({"train, 'coconut +[1-9][0-9]*%', 0", "sweep, 'training +[1-9][0-9]* %', 1"})
    void inATerminalCtrlCSavesAndSaysHowToGoOn(String command, String drawn, int candidates)
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no program that gives a terminal");
        String experiment =
                """
                name: drawn
                data: {type: graph_search, hops: 2, problems_per_epoch: 8000}
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32}
                methods: %s
                curriculum: {stages: 1, epochs: [1, 1]}
                batch_size: 32
                """;
        String text = candidates == 0
                ? experiment.formatted("[no_cot, coconut]")
                : "name: sweep\nover: [{key: seed, values: [1, 2]}]\nsearch: grid\nbase:\n"
                        + experiment.formatted("[coconut]").indent(2);
        Path config = Files.writeString(folder.resolve("drawn.yaml"), text);
        Path run = folder.resolve("run");
        ProcessBuilder builder = new ProcessBuilder(
                "/usr/bin/script",
                "-qefc",
                "exec %s -Dcoconut.interactive=true %s %s %s --out %s"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                Main.class.getName(),
                                command,
                                config,
                                run),
                "/dev/null");
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process terminal = builder.redirectErrorStream(true).start();
        StringBuilder shown = new StringBuilder();
        Pattern begun = Pattern.compile(drawn);
        boolean sent = false;
        try (Reader output = terminal.inputReader(UTF_8)) {
            for (int c = output.read(); c >= 0; c = output.read()) {
                shown.append((char) c);
                if (!sent && begun.matcher(shown).find()) {
                    sent = true;
                    terminal.getOutputStream().write(3); // Ctrl-C
                    terminal.getOutputStream().flush();
                }
            }
        } finally {
            terminal.destroyForcibly();
        }

        assertThat(terminal.waitFor()).as(shown.toString()).isEqualTo(ExitCode.STOPPED);
        assertThat(shown)
                .contains("coconut: saving after this step")
                .containsPattern(
                        "./coconut " + command + " --resume " + Pattern.quote(run.toString()) + " goes on\\.\\s*$");
        // A table that was drawn over after the message would have torn it: no line is moved up to any more.
        assertThat(shown.substring(shown.indexOf("coconut: saving"))).doesNotContainPattern("\u001b\\[[0-9]+A");
    }

    private static Process start(Class<?> program, String... arguments) throws IOException {
        return new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        program.getName()),
                                Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
    }

    /** A build in the background of a shell ignores Ctrl-C, and so does every program it starts. */
    @BeforeEach
    void needsCtrlC() throws IOException {
        assumeHeard(INT, "INT");
    }

    /** What is ignored here, as HUP is by what nohup starts, is ignored by processes begun here, too. */
    private static void assumeHeard(int number, String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        String ignored = Files.exists(status)
                ? Files.readString(status).replaceAll("(?s).*SigIgn:\\s*([0-9a-f]+).*", "$1")
                : "0";
        long bit = 1L << (number - 1);
        assumeTrue((Long.parseUnsignedLong(ignored, 16) & bit) == 0, "the signal " + signal + " is ignored here");
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void await(String text, BufferedReader lines) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(text)) {
                return;
            }
            before.add(line);
        }
        throw new AssertionError("no \"" + text + "\" in " + before);
    }
}
