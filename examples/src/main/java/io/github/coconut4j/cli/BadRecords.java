package io.github.coconut4j.cli;

import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.BadRowHandler;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.file.SkippedRows;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What becomes of rows that are no problems. */
final class BadRecords {
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
    BadRowHandler handler(SkippedRows skipped) {
        return choice == Choice.SKIP ? skipped : BadRowHandler.FAIL;
    }

    /** The problems of a file; its name tells how many rows were left out. */
    ProblemSource open(Path file) {
        return ProblemFiles.open(file, choice == Choice.SKIP ? new SkippedRows() : BadRowHandler.FAIL);
    }
}
