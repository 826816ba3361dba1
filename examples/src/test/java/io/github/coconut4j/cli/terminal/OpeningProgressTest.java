package io.github.coconut4j.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.training.TrainingListener.RowRead;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OpeningProgressTest {

    @Test
    void filesThatTakeLongAreToldWhileTheyAreReadAndWhileTheyAreLookedAt() {
        assertThat(shown(3000))
                .containsExactly(
                        "2,001 problems read from train.json",
                        "2,001 problems read from valid.json",
                        "2,001 of 3,000 problems of train.json looked at");
    }

    @Test
    void whatIsSoonDoneIsNotTold() {
        assertThat(shown(1500)).isEmpty();
    }

    /** A thousand rows a second. */
    private static String[] shown(int rows) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        AtomicLong now = new AtomicLong();
        Console console = new Console(System.out, new PrintStream(shown, true, UTF_8), false);
        try (OpeningProgress progress = new OpeningProgress(console, now::get)) {
            read(progress, "train.json", OptionalLong.empty(), rows, now);
            read(progress, "valid.json", OptionalLong.empty(), rows, now);
            read(progress, "train.json", OptionalLong.of(rows), rows, now);
        }
        return shown.toString(UTF_8).lines().toArray(String[]::new);
    }

    private static void read(OpeningProgress progress, String file, OptionalLong all, int rows, AtomicLong now) {
        for (int row = 1; row <= rows; row++) {
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            progress.onRowRead(new RowRead(file, row, all));
        }
    }
}
