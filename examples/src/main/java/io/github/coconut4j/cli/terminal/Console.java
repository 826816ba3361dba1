package io.github.coconut4j.cli.terminal;

import java.io.PrintStream;
import java.util.Objects;

/**
 * Where a command writes.
 *
 * @param out what the user asked for, and nothing else: it may be piped into another program
 * @param err progress, logs and errors
 * @param interactive whether a person watches {@code err}, so that lines may be redrawn
 */
public record Console(PrintStream out, PrintStream err, boolean interactive) {
    public Console {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
    }
}
