package io.github.coconut4j.cli.terminal;

import io.github.coconut4j.curriculum.training.ProgressListener;
import java.io.PrintStream;

/** The lines of {@link ProgressListener}, and those of a command between them. */
final class ProgressLines extends ProgressListener implements Progress {
    private final PrintStream err;

    ProgressLines(PrintStream err) {
        super(err);
        this.err = err;
    }

    @Override
    public void say(String line) {
        err.println(line);
    }

    @Override
    public void close() {}
}
