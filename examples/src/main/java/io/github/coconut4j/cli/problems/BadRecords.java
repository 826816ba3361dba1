package io.github.coconut4j.cli.problems;

import io.github.coconut4j.cli.arguments.RecordOptions;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.RowCounter;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.badrow.SkippedRows;
import io.github.coconut4j.data.file.ProblemFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What becomes of rows that are no problems. */
public final class BadRecords {
    /** The two choices. */
    enum Choice {
        FAIL,
        SKIP;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--on-bad-record",
            paramLabel = "fail|skip",
            description = "End at a row that is no problem, or leave it out and count it (default: fail).")
    private Choice choice = Choice.FAIL;

    /** What a reader asks about rows that are no problems; skipped ones are counted in {@code skipped}. */
    public BadRowHandler handler(SkippedRows skipped) {
        return choice == Choice.SKIP ? skipped : BadRowHandler.FAIL;
    }

    /** The problems of a file, which tell the person how far the command came with them if it takes a while. */
    public ProblemSource open(Path file, Console console) {
        ProblemSource source = read(file, console);
        String rows = "of %,d problems of %s looked at".formatted(source.size(), Texts.shorten(file.toString()));
        return new WatchedSource(source, new RowCounter(console, rows, System::nanoTime));
    }

    /** Tells the person which rows were left out and, if reading takes a while, how far it came. */
    private ProblemSource read(Path file, Console console) {
        BadRowHandler handler = choice == Choice.SKIP ? new SkippedRows() : BadRowHandler.FAIL;
        String rows = "problems read from " + Texts.shorten(file.toString());
        ProblemSource source = opened(file, handler, new RowCounter(console, rows, System::nanoTime));
        tell(source.leftOut(), console);
        return source;
    }

    private static ProblemSource opened(Path file, BadRowHandler handler, RowCounter read) {
        try (read) {
            return ProblemFiles.open(file, handler, read::count);
        }
    }

    /** The same for what may be records; these are read to their end at once. */
    public ProblemSource open(Path file, RecordOptions records, Console console) {
        Optional<ProblemSource> source = records.open(file, handler(new SkippedRows()));
        source.ifPresent(read -> tell(read.leftOut(), console));
        return source.orElseGet(() -> open(file, console));
    }

    /** The same for a command that has its own way to say how far it came. */
    public ProblemSource read(Path file, RecordOptions records, Console console) {
        Optional<ProblemSource> source = records.open(file, handler(new SkippedRows()));
        source.ifPresent(read -> tell(read.leftOut(), console));
        return source.orElseGet(() -> read(file, console));
    }

    /** Tells the person why rows were left out, the first few of them. */
    public static void tell(List<String> leftOut, Console console) {
        leftOut.forEach(reason -> console.err().println("left out: " + reason));
    }
}
