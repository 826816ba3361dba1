package io.github.coconut4j.cli;

import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The program behind {@code ./coconut}: the one place that ends the process. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and exits with its code, see {@link ExitCode}.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // numbers and words are read by programs, whatever the language of the user
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        // SameDiff prints to System.out while it differentiates a graph; standard output belongs to the commands.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Console console = new Console(out, err, Boolean.getBoolean("coconut.interactive"));
        System.exit(written(CommandLineProgram.of(console).run(arguments), console));
    }

    /** A result that did not arrive is none. */
    static int written(int exitCode, Console console) {
        if (!console.out().checkError()) {
            return exitCode;
        }
        console.err().println("coconut: standard output is full or closed, so the output is lost");
        return exitCode == ExitCode.OK || exitCode == ExitCode.VERDICT ? ExitCode.USER : exitCode;
    }
}
