package io.github.coconut4j.cli.terminal;

import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * Ctrl-C, a terminal that is closed, and the signal by which a system asks a program to end: the first has the training saved and
 * stopped at its next step, the second ends the process at once. Before the training there is nothing to save, and each of them
 * ends it. The system's signal is a deadline besides: what is not saved in time is left at the checkpoint before.
 */
public final class Interrupts implements TrainingListener, AutoCloseable {
    private static final String DEADLINE = "TERM";
    private static final List<String> SIGNALS = List.of("INT", "HUP", DEADLINE);
    private static final long DEADLINE_MILLIS = 1500;

    /** What shells say of a program that this signal has ended. */
    private static final int TERMINATED = 143;

    private final Consumer<String> out;
    private volatile boolean requested;
    private boolean listening;

    public Interrupts(PrintStream err) {
        this(line -> {
            err.println();
            err.println(line);
        });
    }

    /** @param out is told that the training will be saved, from a thread of its own: whoever draws on the terminal puts it where it does no harm */
    public Interrupts(Consumer<String> out) {
        this.out = out;
    }

    /** Anew with every run: whoever draws on the terminal may have set signals back since. Listeners that draw come before this one. */
    @Override
    public synchronized void onRunStarted(RunStarted event) {
        if (!requested) {
            listening = true;
            SIGNALS.forEach(signal -> Signals.register(signal, () -> stop(signal)));
        }
    }

    @Override
    public boolean stopRequested() {
        return requested;
    }

    private synchronized void stop(String signal) {
        requested = true;
        if (signal.equals(DEADLINE)) {
            endInTime();
        }
        SIGNALS.forEach(Signals::registerDefault);
        out.accept("coconut: saving after this step (once more ends at once, back to the checkpoint before)");
    }

    private static void endInTime() {
        Thread deadline = new Thread(
                () -> {
                    try {
                        Thread.sleep(DEADLINE_MILLIS);
                        Runtime.getRuntime().halt(TERMINATED); // hooks would wait for what is late already
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "coconut-deadline");
        deadline.setDaemon(true);
        deadline.start();
    }

    @Override
    public synchronized void close() {
        if (listening) {
            SIGNALS.forEach(Signals::registerDefault);
        }
    }
}
