package io.github.coconut4j.cli.data;

import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.UserException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.file.BadRowException;
import io.github.coconut4j.data.file.BadRowHandler;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.convert.ProblemFormat;
import io.github.coconut4j.data.file.ProblemReader;
import io.github.coconut4j.data.file.SkippedRows;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coconut data convert}: from one file format to another, row by row. */
@Command(
        name = "convert",
        description = "Writes the problems of a file in the official format, in constant memory.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut data convert train.json --out train.jsonl",
            "  ./coconut data convert train.txt --from gsm8k_augmented --out gsm8k_train.json",
            "",
            "Formats:",
            "  gsm8k               published JSON lines; steps are the sentences",
            "  gsm8k_calculations  published JSON lines; steps are the calculations",
            "  gsm8k_augmented     one a line: question||<<3*4=12>> <<12+1=13>> #### 13",
            "  prontoqa            the JSON files of the ProntoQA program"
        })
public final class DataConvertCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Problems.")
    private Path file;

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            description = "Its format (default: the official one, as list or lines).")
    private ProblemFormat format;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description =
                    "What is written, or replaced: a name that ends in .jsonl gives JSON lines, any other a JSON list.")
    private Path out;

    @Mixin
    private BadRecords badRecords;

    public DataConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        SkippedRows skipped = new SkippedRows();
        BadRowHandler badRows = badRecords.handler(skipped);
        try (ProblemReader reader = format == null ? ProblemFiles.reader(file) : format.reader(file);
                NewProblemFile written = new NewProblemFile(out, console)) {
            for (Optional<Problem> problem = next(reader, badRows);
                    problem.isPresent();
                    problem = next(reader, badRows)) {
                written.write(problem.get());
            }
            BadRecords.tell(skipped.complaints(), console);
            if (written.isEmpty()) {
                throw new UserException("%s holds no problems.".formatted(file));
            }
            console.err()
                    .println("%d problems in %s%s"
                            .formatted(
                                    written.finish(),
                                    out,
                                    skipped.count() == 0 ? "" : "; %d bad rows left out".formatted(skipped.count())));
        }
        return ExitCode.OK;
    }

    private static Optional<Problem> next(ProblemReader reader, BadRowHandler badRows) {
        while (true) {
            try {
                return reader.next();
            } catch (BadRowException e) {
                badRows.handle(e);
            }
        }
    }
}
