package io.github.coconut4j.cli.arguments;

import io.github.coconut4j.curriculum.settings.data.RecordWords;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.record.RecordFormat;
import io.github.coconut4j.data.record.RecordProblems;
import io.github.coconut4j.data.record.RecordSource;
import io.github.coconut4j.data.record.TransformFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** For files whose columns are called otherwise: the keys of {@code data: {type: records}} as options. */
public final class RecordOptions {
    @Option(
            names = "--transform",
            paramLabel = "FILE",
            description =
                    "The problems are CSV or JSON lines with columns of their own; FILE is the DataVec TransformProcess"
                            + " (JSON or YAML) that makes question, steps and answer of them.")
    private Path transform;

    @Option(
            names = "--step-separator",
            paramLabel = "TEXT",
            description = "With --transform: what stands between two steps of a cell; line, none, or a text such as"
                    + " \" | \" (default: line).")
    private String stepSeparator;

    @Option(
            names = "--reader",
            paramLabel = "csv|json_lines",
            description = "With --transform: how the problems are read (default: by the end of the file's name).")
    private String reader;

    @Option(
            names = "--delimiter",
            paramLabel = "C",
            description =
                    "With --transform: what stands between the cells of CSV, one character or tab (default: a comma).")
    private String delimiter;

    @Option(
            names = "--no-header",
            description = "With --transform: the first line of CSV is a record and does not name the columns.")
    private boolean noHeader;

    /** How records become problems, if they have to. */
    public Optional<RecordProblems> problems() {
        if (transform != null) {
            return Optional.of(new RecordProblems(TransformFile.load(transform), RecordWords.steps(stepSeparator)));
        }
        if (stepSeparator != null || reader != null || delimiter != null || noHeader) {
            throw new UserException("--step-separator, --reader, --delimiter and --no-header go with --transform.");
        }
        return Optional.empty();
    }

    /** How a file of records is read. */
    public RecordFormat format(Path file) {
        return RecordWords.format(file.toString(), reader, delimiter, !noHeader);
    }

    /** The problems of a file of records; empty without {@code --transform}, for files of problems. */
    public Optional<ProblemSource> open(Path file, BadRowHandler badRows) {
        return problems().map(problems -> RecordSource.ofFile(file, format(file), problems, badRows));
    }
}
