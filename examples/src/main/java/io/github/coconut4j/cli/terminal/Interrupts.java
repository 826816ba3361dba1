package io.github.coconut4j.cli.terminal;

import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.PrintStream;
import java.util.List;
import org.jline.utils.Signals;

/**
 * Ctrl-C, and the signal by which a system asks a program to end: the first has the training saved and stopped at its next
 * step, the second ends the process at once. Before the training there is nothing to save, and either ends it.
 */
public final class Interrupts implements TrainingListener, AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final PrintStream err;
    private volatile boolean requested;
    private boolean listening;

    public Interrupts(PrintStream err) {
        this.err = err;
    }

    /** Anew with every run: whoever draws on the terminal may have set signals back since. Listeners that draw come before this one. */
    @Override
    public synchronized void onRunStarted(RunStarted event) {
        if (!requested) {
            listening = true;
            SIGNALS.forEach(signal -> Signals.register(signal, this::stop));
        }
    }

    @Override
    public boolean stopRequested() {
        return requested;
    }

    private synchronized void stop() {
        requested = true;
        SIGNALS.forEach(Signals::registerDefault);
        err.println();
        err.println("coconut: saving after this step (once more ends at once, back to the checkpoint before)");
    }

    @Override
    public synchronized void close() {
        if (listening) {
            SIGNALS.forEach(Signals::registerDefault);
        }
    }
}
