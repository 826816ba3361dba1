package io.github.coconut4j.cli;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.file.ProblemReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coconut data convert}: from one file format to another, row by row. */
@Command(
        name = "convert",
        description = "Writes the problems of a file as a JSON list or as JSON lines, in constant memory.",
        sortOptions = false,
        footer = {"", "Example:", "  ./coconut data convert train.json --out train.jsonl"})
final class DataConvertCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Problems; the format shows in the file.")
    private Path file;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "A name that ends in .jsonl gives JSON lines, any other a JSON list.")
    private Path out;

    DataConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (ProblemReader reader = ProblemFiles.reader(file);
                NewProblemFile written = new NewProblemFile(out)) {
            for (Optional<Problem> problem = reader.next(); problem.isPresent(); problem = reader.next()) {
                written.write(problem.get());
            }
            console.err().println("%d problems in %s".formatted(written.finish(), out));
        }
        return ExitCode.OK;
    }
}
