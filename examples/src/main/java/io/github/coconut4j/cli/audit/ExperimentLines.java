package io.github.coconut4j.cli.audit;

import io.github.coconut4j.cli.terminal.Console;

/** Tells which experiment is under way: for a person in one line that changes, for a file a line each. */
final class ExperimentLines implements AutoCloseable {
    private static final int WIDTH = 78;

    private final Console console;
    private boolean inLine;

    ExperimentLines(Console console) {
        this.console = console;
    }

    void say(String experiment) {
        if (console.interactive()) {
            String line = experiment.length() > WIDTH ? experiment.substring(0, WIDTH) : experiment;
            console.err().print("\r" + line + " ".repeat(WIDTH - line.length()));
            console.err().flush();
            inLine = true;
        } else {
            console.err().println("asking: " + experiment);
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
