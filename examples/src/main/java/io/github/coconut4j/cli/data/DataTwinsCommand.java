package io.github.coconut4j.cli.data;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.problems.BadRecords;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.Texts;
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
            "Writes every problem followed by its twin, to which the other answer is right: the same facts and options, but"
                    + " somebody else is asked (prosqa, graph_search), or the opposite statement is to be judged (prontoqa).",
            "Who answers both alike has not looked at the question. Problems without a twin are left out."
        },
        sortOptions = false,
        footer = {"", "Example:", "  ./coconut data twins prosqa_test.json --out twins.json"})
public final class DataTwinsCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            description = "Problems with their graphs, as in the files of ProsQA, or with True-or-false statements.")
    private Path file;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "What is written, or replaced.")
    private Path out;

    @Mixin
    private BadRecords badRecords;

    public DataTwinsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (ProblemSource source = badRecords.open(file, console);
                NewProblemFile written = new NewProblemFile(out, console)) {
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
            if (without == source.size()) {
                throw new UserException(
                        ("None of the problems of %s has a twin: that takes the graph's keys in every row, as in the files of"
                                        + " ProsQA, or questions that end with \"True or false:\" and a statement.")
                                .formatted(file));
            }
            console.err()
                    .println("%s in %s; %s no twin"
                            .formatted(
                                    Texts.counted(written.finish() / 2, "pair"),
                                    out,
                                    without == 1 ? "1 problem has" : without + " problems have"));
        }
        return ExitCode.OK;
    }
}
