package io.github.coconut4j.cli.data;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.problems.BadRecords;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.badrow.BadRowException;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.badrow.SkippedRows;
import io.github.coconut4j.data.convert.ProblemFormat;
import io.github.coconut4j.data.convert.StepSplit;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.file.ProblemReader;
import io.github.coconut4j.data.task.FactForm;
import io.github.coconut4j.data.task.Symbols;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            "  ./coconut data convert train.txt --from gsm8k_augmented --out gsm8k.json",
            "  ./coconut data convert train.parquet --from gsm8k --out gsm8k.json",
            "  ./coconut data convert chains.txt --from gsm8k_augmented --steps sentences \\",
            "      --out chains.json",
            "  ./coconut data convert prosqa_test.json --form symbols --out symbols.json",
            "",
            "Formats (gzip is unpacked; all but text and prontoqa may be JSON lists, JSON",
            "lines, Parquet or CSV):",
            "  gsm8k               as published; steps are the lines of the solution",
            "  gsm8k_calculations  the same; steps are the calculations in <<...>>",
            "  gsm8k_augmented     text: question||<<3*4=12>> <<12+1=13>> #### 13",
            "  codi                question, cot, answer",
            "  logic_lm            context, question, options, answer, explanation",
            "  prontoqa            the JSON files of the ProntoQA program; two sentences of",
            "                      the chain are a step, as Coconut trains on them",
            "  csv                 columns question, steps, answer; a step on each line",
            "",
            "Chains that are one text are split by --steps: calculations (<<...>>), lines,",
            "sentences, pairs (two sentences a step), or tokens (parts between blanks)."
        })
public final class DataConvertCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Problems.")
    private Path file;

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            description = "Its format (default: the official one, as list, lines or Parquet).")
    private ProblemFormat format;

    @Option(
            names = "--steps",
            paramLabel = "SPLIT",
            description = "How a chain that is one text becomes steps (default: what is usual in the format).")
    private StepSplit steps;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description =
                    "What is written, or replaced: a name that ends in .jsonl gives JSON lines, any other a JSON list.")
    private Path out;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description =
                    "symbols: write ProsQA's graphs as numbers, 7 31 | for a fact (default: leave the texts as they are).")
    private FactForm form;

    @Mixin
    private BadRecords badRecords;

    public DataConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (steps != null && (format == null || format.usualSplit().isEmpty())) {
            throw new UserException("--steps is for formats whose chains are one text; name the format with --from.");
        }
        if (form == FactForm.WORDS) {
            throw new UserException("--form takes symbols alone: words cannot be made of them.");
        }
        SkippedRows skipped = new SkippedRows();
        BadRowHandler badRows = badRecords.handler(skipped);
        long withoutSteps = 0;
        try (ProblemReader reader = reader();
                NewProblemFile written = new NewProblemFile(out, console)) {
            long row = 0;
            for (Optional<Problem> problem = next(reader, badRows);
                    problem.isPresent();
                    problem = next(reader, badRows)) {
                Optional<Problem> converted =
                        form == FactForm.SYMBOLS ? inSymbols(problem.get(), ++row, badRows) : problem;
                if (converted.isPresent()) {
                    written.write(converted.get());
                    withoutSteps += converted.get().steps().isEmpty() ? 1 : 0;
                }
            }
            BadRecords.tell(skipped.complaints(), console);
            BadRecords.tell(reader.leftOut(), console);
            if (written.isEmpty()) {
                throw new UserException("%s holds no problems.".formatted(file));
            }
            if (withoutSteps == written.count() && split().isPresent()) {
                throw new UserException(
                        "%s has no steps at all (%s) when chains are split by %s; name another way with --steps %s."
                                .formatted(file, Texts.counted(withoutSteps, "row"), split().get(), others()));
            }
            tell(written.finish(), withoutSteps, skipped.count());
        }
        return ExitCode.OK;
    }

    private ProblemReader reader() {
        if (format == null) {
            return ProblemFiles.reader(file);
        }
        return steps == null ? format.reader(file) : format.reader(file, steps);
    }

    /** How chains are split, if they are. */
    private Optional<StepSplit> split() {
        return Optional.ofNullable(steps).or(() -> Optional.ofNullable(format).flatMap(ProblemFormat::usualSplit));
    }

    private String others() {
        return Stream.of(StepSplit.values())
                .filter(other -> other != split().orElseThrow())
                .map(StepSplit::toString)
                .collect(Collectors.joining("|"));
    }

    private void tell(long written, long withoutSteps, long leftOut) {
        console.err()
                .println("%s in %s%s%s"
                        .formatted(
                                Texts.counted(written, "problem"),
                                out,
                                withoutSteps == 0 ? "" : "; %d without steps".formatted(withoutSteps),
                                leftOut == 0 ? "" : "; " + Texts.counted(leftOut, "bad row") + " left out"));
    }

    /** @param row number of the problem among those that could be read, from 1 */
    private Optional<Problem> inSymbols(Problem problem, long row, BadRowHandler badRows) {
        try {
            return Optional.of(
                    Symbols.of(problem, row)
                            .orElseThrow(
                                    () -> new DataException(
                                            "It has no graph (keys idx_to_symbol, edges, root, target, neg_target, as in ProsQA's files).")));
        } catch (DataException unfit) {
            badRows.handle(new BadRowException(
                    "%s, problem %d cannot be written in symbols. %s".formatted(file, row, unfit.getMessage()), unfit));
            return Optional.empty();
        }
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
