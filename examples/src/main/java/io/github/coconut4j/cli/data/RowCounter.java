package io.github.coconut4j.cli.data;

import io.github.coconut4j.cli.terminal.Console;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Counts the rows a long command has written so far: for a person in one line that changes, for a file every half minute. */
final class RowCounter implements AutoCloseable {
    private static final double SECONDS_BETWEEN_LINES = 30;
    private static final double SECONDS_BETWEEN_CHANGES = 1;

    private final Console console;
    private final LongSupplier nanoseconds;
    private long lastShown;
    private boolean inLine;

    /** @param nanoseconds a clock as {@link System#nanoTime()} is */
    RowCounter(Console console, LongSupplier nanoseconds) {
        this.console = console;
        this.nanoseconds = nanoseconds;
        lastShown = nanoseconds.getAsLong();
    }

    /** Says how many there are if it is time to. */
    void count(long rows) {
        double pause = console.interactive() ? SECONDS_BETWEEN_CHANGES : SECONDS_BETWEEN_LINES;
        long now = nanoseconds.getAsLong();
        if ((now - lastShown) / 1e9 < pause) {
            return;
        }
        lastShown = now;
        String line = String.format(Locale.ROOT, "%,d problems so far", rows);
        if (console.interactive()) {
            inLine = true;
            console.err().print("\r" + line);
        } else {
            console.err().println(line);
        }
    }

    /** Leaves the cursor on a line of its own. */
    @Override
    public void close() {
        if (inLine) {
            console.err().println();
            inLine = false;
        }
    }
}
