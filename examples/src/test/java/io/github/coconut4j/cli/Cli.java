package io.github.coconut4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.coconut4j.cli.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** Runs the command line inside the test, as the launcher would. */
public final class Cli {
    private Cli() {}

    /**
     * What a command left behind.
     *
     * @param exitCode its exit code
     * @param out its standard output
     * @param err its standard error
     */
    public record Result(int exitCode, String out, String err) {}

    public static Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream o = new PrintStream(out, true, UTF_8);
                PrintStream e = new PrintStream(err, true, UTF_8)) {
            int exitCode = CommandLineProgram.of(new Console(o, e, false)).run(arguments);
            return new Result(exitCode, out.toString(UTF_8), err.toString(UTF_8));
        }
    }
}
