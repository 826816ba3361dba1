package io.github.coconut4j.cli;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.Twins;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coconut data twins}: the counterfactual of every problem. */
@Command(
        name = "twins",
        description = {
            "Writes every problem followed by its twin: the same facts and options, but somebody else is asked, for whom"
                    + " the other option is right.",
            "Who answers both alike has not looked at who is asked."
        },
        sortOptions = false,
        footer = {"", "Example:", "  ./coconut data twins prosqa_test.json --out twins.json"})
final class DataTwinsCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Problems with their graphs, as in the files of ProsQA.")
    private Path file;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "What is written.")
    private Path out;

    @Mixin
    private BadRecords badRecords;

    DataTwinsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (ProblemSource source = badRecords.open(file);
                NewProblemFile written = new NewProblemFile(out)) {
            long without = 0;
            for (long row = 0; row < source.size(); row++) {
                Problem problem = source.problem(0, row);
                Optional<Problem> twin = Twins.of(problem);
                if (twin.isPresent()) {
                    written.write(problem);
                    written.write(twin.get());
                } else {
                    without++;
                }
            }
            console.err()
                    .println("%d pairs in %s; %d problems have no twin".formatted(written.finish() / 2, out, without));
        }
        return ExitCode.OK;
    }
}
