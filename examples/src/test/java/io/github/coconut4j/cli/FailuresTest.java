package io.github.coconut4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Failures failures = new Failures(new Console(
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), new PrintStream(err, true, UTF_8), false));

    @Test
    void aMissingFileIsTheUsersToMend() {
        int code = failures.report(new UncheckedIOException(new NoSuchFileException("a.json")), false);

        assertThat(code).isEqualTo(ExitCode.USER);
        assertThat(err()).isEqualTo("coconut: a.json: there is no such file or folder\n");
    }

    @Test
    void aForbiddenFileIsTheUsersToMend() {
        assertThat(failures.report(new AccessDeniedException("a.json"), false)).isEqualTo(ExitCode.USER);
        assertThat(err()).isEqualTo("coconut: a.json: permission denied\n");
    }

    @Test
    void memoryRunningOutNamesTheSettings() {
        assertThat(failures.report(new OutOfMemoryError("Java heap space"), false))
                .isEqualTo(ExitCode.USER);
        assertThat(err()).contains("Java heap space", "COCONUT_HEAP").hasLineCount(1);
    }

    @Test
    void aDefectLeavesItsStackTraceInAFile() throws IOException {
        int code = failures.report(new IllegalStateException("never\nhere"), false);

        assertThat(code).isEqualTo(ExitCode.INTERNAL);
        assertThat(err()).hasLineCount(1).contains("internal error", "never");
        Matcher log = Pattern.compile("details in (.*\\.log)").matcher(err());
        assertThat(log.find()).isTrue();
        Path file = Path.of(log.group(1));
        assertThat(file).content().contains("IllegalStateException", "FailuresTest");
        Files.delete(file);
    }

    @Test
    void theStackTraceIsShownWhenAskedFor() {
        failures.report(new UserException("no"), true);

        assertThat(err()).contains("at io.github.coconut4j").endsWith("coconut: no\n");
    }

    private String err() {
        return err.toString(UTF_8);
    }
}
