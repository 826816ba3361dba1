package io.github.coconut4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** Runs the command line inside the test, as the launcher would, and holds what {@code --json} prints to its schema. */
public final class Cli {
    private Cli() {}

    /**
     * What a command left behind.
     *
     * @param exitCode its exit code
     * @param out its standard output
     * @param err its standard error
     */
    public record Result(int exitCode, String out, String err) {
        /** Says that the user was told in one line what is wrong, and nothing was done. */
        public void assertRefused(String named) {
            assertThat(exitCode).as(out + err).isEqualTo(ExitCode.USER);
            assertThat(err).contains(named).hasLineCount(1);
            assertThat(out).isEmpty();
        }

        /** The result in the line that {@code --json} printed. */
        public JsonNode json() {
            return JsonSchemas.result(out);
        }
    }

    /** All commands, for looking at their descriptions. */
    public static CommandLine commands() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        return CommandLineProgram.of(new Console(nowhere, nowhere, false)).commands();
    }

    public static Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream o = new PrintStream(out, true, UTF_8);
                PrintStream e = new PrintStream(err, true, UTF_8)) {
            int exitCode = CommandLineProgram.of(new Console(o, e, false)).run(arguments);
            Result result = new Result(exitCode, out.toString(UTF_8), err.toString(UTF_8));
            if (List.of(arguments).contains("--json")) {
                result.out().lines().forEach(JsonSchemas::result);
            }
            return result;
        }
    }

    /** Runs a command that must end well, and gives what it printed. */
    static String succeeds(String... arguments) {
        Result result = run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        return result.out();
    }

    /** Runs a command that must end with one line that tells the user what is wrong, {@code named} among it. */
    static void refuses(String named, String... arguments) {
        run(arguments).assertRefused(named);
    }

    /** A file of generated problems. */
    static Path generated(Path file, String task, int count, long seed) {
        succeeds("data", "generate", "--task", task, "--count", "" + count, "--seed", "" + seed, "--out", "" + file);
        return file;
    }
}
