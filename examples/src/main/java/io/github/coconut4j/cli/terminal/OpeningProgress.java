package io.github.coconut4j.cli.terminal;

import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.Texts;
import java.util.function.LongSupplier;

/** Tells how far an experiment's files are read and looked at, before anything is trained, if that takes a while. */
public final class OpeningProgress implements TrainingListener, AutoCloseable {
    private final Console console;
    private final LongSupplier nanoseconds;
    private RowRead last;
    private RowCounter counter;

    public OpeningProgress(Console console) {
        this(console, System::nanoTime);
    }

    OpeningProgress(Console console, LongSupplier nanoseconds) {
        this.console = console;
        this.nanoseconds = nanoseconds;
    }

    @Override
    public void onRowRead(RowRead event) {
        if (counter == null
                || !event.source().equals(last.source())
                || !event.all().equals(last.all())) {
            close();
            counter = new RowCounter(console, rows(event), nanoseconds);
        }
        last = event;
        counter.count(event.rows());
    }

    @Override
    public void onDataReady(DataReady event) {
        close();
    }

    private static String rows(RowRead event) {
        String source = Texts.shorten(event.source());
        return event.all().isEmpty()
                ? "problems read from " + source
                : "of %,d problems of %s looked at".formatted(event.all().getAsLong(), source);
    }

    /** Leaves the cursor on a line of its own. */
    @Override
    public void close() {
        if (counter != null) {
            counter.close();
            counter = null;
        }
    }
}
