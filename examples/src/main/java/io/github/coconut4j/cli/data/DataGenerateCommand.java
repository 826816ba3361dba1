package io.github.coconut4j.cli.data;

import io.github.coconut4j.cli.arguments.Arguments;
import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.task.Twins;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coconut data generate}: problems of a task, as many as wanted. */
@Command(
        name = "generate",
        description = "Writes generated problems into a file. The same seed gives the same bytes.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut data generate --task prosqa --count 17886 --seed 1 --out train.json",
            "  ./coconut data generate --task prosqa --count 300 --seed 1 --skip 17886 \\",
            "      --out valid.json",
            "  ./coconut data generate --task prosqa --balanced --twins --count 500 \\",
            "      --out pairs.json",
            "  ./coconut data generate --task prosqa --balanced --concepts 12 --hops 3 \\",
            "      --count 1000 --out small.json",
            "  ./coconut data generate --task prosqa --hops 7-9 --parents 2.5 \\",
            "      --distractors 12 --renamed --count 500 --out hard.json",
            "",
            "Tasks:",
            "  prosqa        Facts about made-up concepts and a few persons. The default",
            "                kind has the statistics of the published problems and hence",
            "                their shortcuts: most answers can be found without looking at",
            "                who is asked. --balanced has none. --concepts and --hops make",
            "                a ladder up to the published size, all rungs in the same words:",
            "                train on one, evaluate on another. --form symbols writes the",
            "                same graphs as numbers: 7 31 | 0 7 | [Q] 4 31 [R] 0",
            "  prontoqa      True or false, up a ladder of made-up concepts (5 hops). The",
            "                default kind can be answered by which of two concepts is",
            "                mentioned more; --balanced has a second ladder instead.",
            "  graph_search  The quickstart's task: edges, two candidates, a start.",
            "  arithmetic    Word problems over whole numbers with the numbers of steps,",
            "                the operators and the lengths of GSM8K; steps are",
            "                calculations: <<12*3=36>>. Without twins."
        })
public final class DataGenerateCommand implements Callable<Integer> {
    /** Problems of a file: more than an epoch may draw would be a slip of the keyboard. */
    private static final long MOST = 1_000_000_000;

    private final Console console;

    @Mixin
    private TaskOptions task;

    @Option(
            names = "--count",
            required = true,
            paramLabel = "N",
            description = "How many problems; with --twins, each comes with its twin.")
    private long count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of all random choices (default: ${DEFAULT-VALUE}).",
            defaultValue = "0")
    private long seed;

    @Option(
            names = "--skip",
            paramLabel = "N",
            description = "Leave out so many problems of the seed first: splits of one seed do not overlap.",
            defaultValue = "0")
    private long skip;

    @Option(
            names = "--twins",
            description =
                    "Behind each problem, write its twin, to which the other answer is right: the same facts with somebody"
                            + " else asked or, of prontoqa, the opposite statement.")
    private boolean twins;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description =
                    "What is written, or replaced: a name that ends in .jsonl gives JSON lines, any other a JSON list.")
    private Path out;

    public DataGenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Arguments.requirePositive("--count", count);
        if (count > MOST) {
            throw new UserException("--count must be at most %d, not %d.".formatted(MOST, count));
        }
        if (skip < 0) {
            throw new UserException("--skip must be at least 0, not %d.".formatted(skip));
        }
        if (skip > Long.MAX_VALUE - count) {
            throw new UserException("--skip and --count together must be less than 2^63.");
        }
        try (ProblemSource source = task.problems(skip + count, seed);
                NewProblemFile written = new NewProblemFile(out, console)) {
            for (long row = skip; row < skip + count; row++) {
                Problem problem = source.problem(0, row);
                written.write(problem);
                if (twins) {
                    written.write(twin(problem));
                }
            }
            console.err().println("%s in %s".formatted(Texts.counted(written.finish(), "problem"), out));
        }
        return ExitCode.OK;
    }

    private static Problem twin(Problem problem) {
        return Twins.of(problem)
                .orElseThrow(() -> new UserException(
                        "Such problems do not all have a twin (no other answer could be asked for in \"%s\"); leave out --twins."
                                .formatted(Texts.shorten(problem.question()))));
    }
}
