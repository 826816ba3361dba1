package io.github.coconut4j.cli.terminal;

import java.util.function.LongSupplier;

/** Tells what a long command is at: for a person in one line that changes, for a file a line every half minute. */
public final class StepLines implements AutoCloseable {
    private static final int WIDTH = 78;
    private static final double SECONDS_BETWEEN_LINES = 30;

    private final Console console;
    private final LongSupplier nanoseconds;
    private long lastLine;
    private boolean inLine;

    /** Shows steps on standard error. */
    public StepLines(Console console) {
        this(console, System::nanoTime);
    }

    /** @param nanoseconds a clock as {@link System#nanoTime()} is */
    StepLines(Console console, LongSupplier nanoseconds) {
        this.console = console;
        this.nanoseconds = nanoseconds;
        lastLine = nanoseconds.getAsLong();
    }

    /** Shows what is being done now. */
    public void say(String step) {
        if (console.interactive()) {
            String line = step.length() > WIDTH ? step.substring(0, WIDTH) : step;
            console.err().print("\r" + line + " ".repeat(WIDTH - line.length()));
            console.err().flush();
            inLine = true;
        } else if ((nanoseconds.getAsLong() - lastLine) / 1e9 >= SECONDS_BETWEEN_LINES) {
            lastLine = nanoseconds.getAsLong();
            console.err().println("now: " + step);
        }
    }

    /** Leaves the cursor on a line of its own. */
    @Override
    public void close() {
        done();
    }

    /** No step is under way: whatever is shown next stands on a line of its own. */
    public void done() {
        if (inLine) {
            console.err().println();
            inLine = false;
        }
    }
}
