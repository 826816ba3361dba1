package io.github.coconut4j.cli;

import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The program behind {@code ./coconut}: the one place that ends the process. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and exits with its code, see {@link ExitCode}.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // SameDiff prints to System.out while it differentiates a graph; standard output belongs to the commands.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Console console = new Console(out, System.err, Boolean.getBoolean("coconut.interactive"));
        System.exit(CommandLineProgram.of(console).run(arguments));
    }
}
