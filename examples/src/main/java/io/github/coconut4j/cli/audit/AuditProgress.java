package io.github.coconut4j.cli.audit;

import io.github.coconut4j.curriculum.audit.AuditListener;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** An audit as a bar in one line: how much of it is done, about how long the rest takes, and what is under way. */
final class AuditProgress implements AuditListener {
    private static final int BAR = 20;

    private final Consumer<String> line;
    private final LongSupplier nanoseconds;
    private final long start;

    AuditProgress(Consumer<String> line) {
        this(line, System::nanoTime);
    }

    /** @param nanoseconds a clock as {@link System#nanoTime()} is */
    AuditProgress(Consumer<String> line, LongSupplier nanoseconds) {
        this.line = line;
        this.nanoseconds = nanoseconds;
        start = nanoseconds.getAsLong();
    }

    @Override
    public void onExperiment(int number, int all, String name) {
        int done = number - 1;
        int full = BAR * done / all;
        String bar = "[" + "=".repeat(full) + " ".repeat(BAR - full) + "]";
        line.accept("%s %d/%d%s  %s".formatted(bar, number, all, done == 0 ? "" : left(done, all), name));
    }

    private String left(int done, int all) {
        double seconds = (nanoseconds.getAsLong() - start) / 1e9 / done * (all - done);
        Duration left = Duration.ofSeconds(Math.round(seconds));
        return String.format(Locale.ROOT, "  %d:%02d left", left.toMinutes(), left.toSecondsPart());
    }
}
