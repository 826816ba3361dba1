package io.github.coconut4j.cli.terminal;

import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells how many rows a long command has done so far: for a person in one line that changes, for a file every half minute. */
public final class RowCounter implements AutoCloseable {
    private static final double SECONDS_BEFORE_THE_FIRST = 2;
    private static final double SECONDS_BETWEEN_LINES = 30;
    private static final double SECONDS_BETWEEN_CHANGES = 1;

    private final Console console;
    private final String rows;
    private final LongSupplier nanoseconds;
    private long lastShown;
    private boolean started;
    private boolean shown;
    private boolean inLine;

    /**
     * @param rows what is counted, for behind the number
     * @param nanoseconds a clock as {@link System#nanoTime()} is
     */
    public RowCounter(Console console, String rows, LongSupplier nanoseconds) {
        this.console = console;
        this.rows = rows;
        this.nanoseconds = nanoseconds;
    }

    /** Says how many there are if it is time to. */
    public void count(long done) {
        double between = console.interactive() ? SECONDS_BETWEEN_CHANGES : SECONDS_BETWEEN_LINES;
        double pause = shown ? between : SECONDS_BEFORE_THE_FIRST;
        long now = nanoseconds.getAsLong();
        if (!started) {
            started = true; // with the first row: what comes before, the start of the program, is not counted
            lastShown = now;
        }
        if ((now - lastShown) / 1e9 < pause) {
            return;
        }
        lastShown = now;
        shown = true;
        String line = String.format(Locale.ROOT, "%,d %s", done, rows);
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
