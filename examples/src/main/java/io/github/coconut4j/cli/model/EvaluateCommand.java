package io.github.coconut4j.cli.model;

import io.github.coconut4j.cli.arguments.Arguments;
import io.github.coconut4j.cli.arguments.AskedThoughts;
import io.github.coconut4j.cli.arguments.OutputFile;
import io.github.coconut4j.cli.arguments.RecordOptions;
import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.problems.BadRecords;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.StepLines;
import io.github.coconut4j.curriculum.audit.distribution.HarderProblems;
import io.github.coconut4j.curriculum.evaluation.AnswerTimes;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.curriculum.run.WholeFiles;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coconut evaluate}: how many problems of a file a trained model answers. */
@Command(
        name = "evaluate",
        description = "Asks a trained model the problems of a file and counts the right answers.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut evaluate --model runs/mine/coconut --data test.json",
            "  ./coconut evaluate --model runs/mine/coconut --model runs/mine/cot \\",
            "      --data test.json",
            "  ./coconut evaluate --model runs/smoke --data test.json --limit 100 --json",
            "  ./coconut evaluate --model runs/mine/coconut --data test.json --ood",
            "  ./coconut evaluate --model runs/mine/coconut --data test.json \\",
            "      --thoughts 0..3 --svg ways.svg",
            "  ./coconut evaluate --model models/gpt2 --thoughts 0 --data test.json",
            "  ./coconut evaluate --model runs/tickets --data test.csv \\",
            "      --transform tickets.transform.json",
            "",
            "How the model is asked (method, stage, thoughts) is read from its checkpoint.",
            "An imported model has none: say with --thoughts how many thoughts it has. Among",
            "several models the number is that of the imported ones.",
            "",
            "With --thoughts A..B every model is also asked with so many thoughts, then",
            "words: a table of the ways that are written (correct path, longer path, correct",
            "label only, hallucination, wrong target), for problems with a graph; --svg draws",
            "it. What the end of training has not shown a model is marked (*).",
            "",
            "An answer is what follows the last # of the text, or the whole text without one.",
            "With --official it is judged as the official code does: no # is wrong, and every",
            "other answer is one class. Several models are compared problem by problem",
            "(McNemar's exact test).",
            "",
            "--ood adds one table of problems of the same kind that are harder than those of",
            "the file: more hops (with and without places to think for all of them), ways",
            "that converge, denser graphs, facts about something else, drawn anew by the",
            "generator; and those of the file in another order, with names exchanged, and",
            "with one and two thoughts more. For graph search and ProsQA."
        })
public final class EvaluateCommand implements Computing {
    /** Harder problems of each kind. */
    private static final int HARDER = 1000;

    private final Console console;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "A checkpoint, the folder of a run, whose last checkpoint is taken, or an imported model;"
                    + " may be given again.")
    private List<Path> models;

    @Mixin
    private AskedThoughts thoughts;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "Problems, as JSON, JSON lines or Parquet; with --transform, records.")
    private Path data;

    @Mixin
    private BadRecords badRecords;

    @Mixin
    private RecordOptions records;

    @Option(names = "--limit", paramLabel = "N", description = "Ask the first N problems only.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Problems answered together (default: ${DEFAULT-VALUE}).",
            defaultValue = "64")
    private int batchSize;

    @Option(
            names = "--max-new-tokens",
            paramLabel = "N",
            description = "Longest answer in tokens (default: ${DEFAULT-VALUE}).",
            defaultValue = "128")
    private int maxNewTokens;

    @Option(
            names = "--timed",
            paramLabel = "N",
            description = "Ask the first N problems again, one at a time, for median and 95th percentile of the time;"
                    + " 0 for none (default: ${DEFAULT-VALUE}).",
            defaultValue = "50")
    private int timed;

    @Option(names = "--official", description = "Judge as the official code does.")
    private boolean official;

    @Option(names = "--ood", description = "Ask harder problems of the same kind, too: --limit of each, else 1000.")
    private boolean ood;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Draw the ways that are written after A to B thoughts as stacked bars.")
    private Path svg;

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    public EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Arguments.requirePositive("--limit", limit);
        Arguments.requireWithin("--batch-size", batchSize, 1, Experiment.MOST_ROWS);
        Arguments.requireWithin("--max-new-tokens", maxNewTokens, 1, Arguments.MOST_TOKENS);
        Arguments.requireWithin("--timed", timed, 0, 10_000);
        if (ood && official) {
            throw new UserException(
                    "--ood counts right answers, other options and texts without answer, --official knows right and wrong alone; leave one of them out.");
        }
        thoughts.check();
        checkRange();
        try (ProblemSource problems = badRecords.read(data, records, console);
                StepLines progress = new StepLines(console)) {
            if (svg != null
                    && IntStream.range(0, (int) Math.min(problems.size(), limit))
                            .noneMatch(row ->
                                    FactGraph.of(problems.problem(0, row)).isPresent())) {
                throw new UserException(
                        "--svg draws ways through graphs, but no problem of %s has one; leave it out.".formatted(data));
            }
            List<HarderProblems> harder = ood ? HarderProblems.than(problems, Math.min(limit, HARDER)) : List.of();
            List<ModelAnswers> all = models.stream()
                    .map(model -> ask(model, problems, harder, progress))
                    .map(answers -> official ? answers.judgedOfficially(problems) : answers)
                    .toList();
            progress.done();
            if (svg != null) {
                WholeFiles.write(svg, SpokenReport.chart(all, problems).svg());
            }
            if (json) {
                List<EvaluateReport> reports = all.stream()
                        .map(answers -> EvaluateReport.of(answers, problems))
                        .toList();
                console.out()
                        .println(Json.result(
                                "evaluate", reports.size() == 1 ? reports.get(0) : Comparisons.of(all, reports)));
            } else {
                EvaluateText.lines(all, problems).forEach(console.out()::println);
                if (official) {
                    console.out().println("Judged as the official code does: \"no answer\" counts every wrong one.");
                }
            }
        }
        return ExitCode.OK;
    }

    private void checkRange() {
        if (svg != null && thoughts.range().isEmpty()) {
            throw new UserException(
                    "--svg draws what is written after A to B thoughts; give them with --thoughts A..B.");
        }
        if (official && !thoughts.range().isEmpty()) {
            throw new UserException(
                    "--thoughts A..B counts right answers, other options and texts without answer, --official knows right and wrong alone; leave one of them out.");
        }
        if (svg != null) {
            OutputFile.check(svg, data);
        }
    }

    private ModelAnswers ask(Path model, ProblemSource problems, List<HarderProblems> harder, StepLines progress) {
        try (TrainedModel trained = thoughts.open(model, models);
                Evaluator evaluator = trained.evaluator(batchSize, maxNewTokens)) {
            trained.requireReadable(problems, limit);
            SpokenAnswers.check(trained, problems, limit, thoughts.range());
            long start = System.nanoTime();
            List<Evaluator.Answer> answers = evaluator.answer(problems, limit, trained::layout);
            double seconds = (System.nanoTime() - start) / 1e9;
            Evaluation evaluation = evaluator.summary(answers);
            return new ModelAnswers(
                    model.toString(),
                    trained.method(),
                    TrainedModel.isTrained(model) ? trained.state().stage() : 0,
                    answers,
                    evaluation,
                    seconds,
                    alone(trained, problems, answers.size()),
                    ood
                            ? Optional.of(HarderAnswers.of(
                                    trained,
                                    evaluator,
                                    first(problems, Math.min(answers.size(), HARDER)),
                                    harder,
                                    progress::say))
                            : Optional.empty(),
                    SpokenAnswers.of(trained, evaluator, problems, answers, thoughts.range(), progress::say));
        }
    }

    private Optional<AnswerTimes> alone(TrainedModel trained, ProblemSource problems, int asked) {
        List<Problem> first = first(problems, Math.min(timed, asked));
        return first.isEmpty() ? Optional.empty() : Optional.of(trained.answerTimes(first, maxNewTokens));
    }

    private static List<Problem> first(ProblemSource problems, int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> problems.problem(0, row))
                .toList();
    }

    public static String sentence(Evaluation evaluation) {
        return String.format(
                Locale.ROOT,
                "%.1f %% right (95 %% interval %.1f to %.1f): %d of %d problems; the other option %d, no answer %d;"
                        + " %.1f new tokens and %.1f thoughts per answer",
                100 * evaluation.accuracy(),
                100 * evaluation.interval().low(),
                100 * evaluation.interval().high(),
                evaluation.right(),
                evaluation.problems(),
                evaluation.other(),
                evaluation.noAnswer(),
                evaluation.newTokens(),
                evaluation.thoughts());
    }
}
