package io.github.coconut4j.cli.terminal;

import io.github.coconut4j.curriculum.training.TrainingListener;

/** Shows how a training goes on, on standard error; a bar for a person, single lines for a file. */
public interface Progress extends TrainingListener, AutoCloseable {

    /** The kind that suits the console. */
    static Progress on(Console console) {
        return console.interactive() ? new ProgressBars(console.err()) : new ProgressLines(console.err());
    }

    /** Shows a line between the others. */
    void say(String line);

    /** Leaves the cursor on a line of its own. */
    @Override
    void close();
}
