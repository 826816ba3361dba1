package io.github.coconut4j.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RowCounterTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void aFileGetsALineAfterTwoSecondsAndThenEveryHalfMinute() {
        count(false);

        assertThat(shown.toString(UTF_8).lines())
                .containsExactly("2,001 problems so far", "32,001 problems so far", "62,001 problems so far");
    }

    @Test
    void aPersonSeesOneLineThatChangesEverySecond() {
        count(true);

        assertThat(shown.toString(UTF_8))
                .startsWith("\r2,001 problems so far\r3,001 problems")
                .endsWith("\r69,001 problems so far" + System.lineSeparator());
    }

    /** 70 seconds of 1000 rows. */
    private void count(boolean interactive) {
        AtomicLong now = new AtomicLong(-5);
        Console console = new Console(System.out, new PrintStream(shown, true, UTF_8), interactive);
        try (RowCounter counter = new RowCounter(console, "problems so far", now::get)) {
            for (int row = 1; row <= 70_000; row++) {
                now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
                counter.count(row);
            }
        }
    }
}
