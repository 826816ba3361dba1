package io.github.coconut4j.cli.terminal;


/** Tells what a long command is at: for a person in one line that changes, for a file a line each. */
public final class StepLines implements AutoCloseable {
    private static final int WIDTH = 78;

    private final Console console;
    private boolean inLine;

    public StepLines(Console console) {
        this.console = console;
    }

    /** Shows what is being done now. */
    public void say(String step) {
        if (console.interactive()) {
            String line = step.length() > WIDTH ? step.substring(0, WIDTH) : step;
            console.err().print("\r" + line + " ".repeat(WIDTH - line.length()));
            console.err().flush();
            inLine = true;
        } else {
            console.err().println("now: " + step);
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
