package io.github.coconut4j.cli.data;

import io.github.coconut4j.cli.arguments.OutputFile;
import io.github.coconut4j.cli.arguments.RecordOptions;
import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.problems.BadRecords;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.run.WholeFiles;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.record.RecordProblems;
import io.github.coconut4j.data.stats.DatasetStats;
import io.github.coconut4j.data.stats.Histogram;
import io.github.coconut4j.data.stats.Histogram.Bar;
import io.github.coconut4j.data.stats.StatsPage;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coconut data stats}: the figures of a file of problems. */
@Command(
        name = "stats",
        description = "Counts steps, lengths and, for graph problems, the shape of the graphs.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut data stats prosqa_valid.json",
            "  ./coconut data stats prosqa_valid.json --html prosqa.html",
            "  ./coconut data stats tickets.csv --transform tickets.transform.json \\",
            "      --step-separator ' | '",
            "",
            "--pipeline shows what DataVec does with the file on its way to training: the",
            "record reader, its schema, and each transform with the columns behind it. With",
            "--tokenizer it goes on to the staged records of a stage of Coconut. With --json",
            "it is the TransformProcess itself, for TransformProcess.fromJson:",
            "  ./coconut data stats prosqa_valid.json --pipeline",
            "  ./coconut data stats prosqa_valid.json --pipeline --stage 2 --json \\",
            "      --tokenizer runs/mine/coconut/checkpoints/epoch-0001 > staging.json"
        })
public final class DataStatsCommand implements Callable<Integer> {
    private static final int MOST_BARS = 20;
    private static final int BAR_WIDTH = 40;

    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            description = "Problems, as JSON, JSON lines or Parquet; with --transform, records.")
    private Path file;

    @Option(
            names = "--tokenizer",
            paramLabel = "DIR",
            description = "Folder with the tokenizer that measures lengths (default: one token a word).")
    private Path tokenizer;

    @Mixin
    private BadRecords badRecords;

    @Mixin
    private RecordOptions records;

    @Option(
            names = "--pipeline",
            description = "Show the DataVec pipeline (readers, schema, transforms) instead of figures.")
    private boolean pipeline;

    @Option(
            names = "--stage",
            paramLabel = "K",
            description = "With --pipeline and --tokenizer: K steps left out, with a thought for each (default: 0).")
    private int stage;

    @Option(names = "--json", description = "Print all histograms as one line of JSON.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with all histograms instead.")
    private Path html;

    public DataStatsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (html != null) {
            OutputFile.check(html, file);
        }
        if (stage < 0) {
            throw new UserException("--stage must be at least 0, not %d.".formatted(stage));
        }
        try (ProblemSource source = badRecords.open(file, records, console)) {
            if (pipeline) {
                printPipeline();
                return ExitCode.OK;
            }
            Tokenizer measure = tokenizer == null ? Tokenizers.trainedOn(source) : Tokenizers.load(tokenizer);
            DatasetStats stats = DatasetStats.of(source, measure);
            if (html != null) {
                WholeFiles.write(html, StatsPage.of(stats));
            }
            if (json) {
                console.out().println(Json.result("data stats", StatsReport.of(stats)));
            } else if (html == null) {
                print(stats);
            }
        }
        return ExitCode.OK;
    }

    private void printPipeline() {
        Optional<RecordProblems> problems = records.problems();
        Optional<String> staging = Optional.ofNullable(tokenizer).map(folder -> {
            Tokenizers.load(folder);
            return folder.toString();
        });
        Pipeline shown = Pipeline.of(problems.map(any -> records.format(file)), problems, staging, stage);
        if (json) {
            console.out()
                    .println(Json.result(
                            "data stats",
                            Map.of("pipeline", Json.tree(shown.process().toJson()))));
        } else {
            shown.lines().forEach(console.out()::println);
        }
    }

    private void print(DatasetStats stats) {
        console.out()
                .println("%s: %s, %s"
                        .formatted(stats.name(), Texts.counted(stats.rows(), "problem"), stats.fingerprint()));
        stats.notes().forEach(note -> console.out().println("Note: " + note));
        console.out().println();
        Table table = new Table("", "mean", "least", "most");
        stats.figures()
                .forEach((name, figure) -> table.add(
                        stats.label(name),
                        String.format(Locale.ROOT, "%.2f", figure.mean()),
                        Integer.toString(figure.least()),
                        Integer.toString(figure.most())));
        table.lines().forEach(console.out()::println);
        stats.figures().forEach(this::printBars);
    }

    private void printBars(String name, Histogram figure) {
        List<Bar> bars = figure.bars(MOST_BARS);
        if (bars.size() < 2) {
            return;
        }
        console.out().println();
        console.out().println(name);
        double largest = bars.stream().mapToDouble(Bar::share).max().orElseThrow();
        int width = bars.stream().mapToInt(bar -> bar.label().length()).max().orElseThrow();
        for (Bar bar : bars) {
            console.out()
                    .println(String.format(
                                    Locale.ROOT,
                                    "%" + Math.max(width, 6) + "s %6.1f %%  %s",
                                    bar.label(),
                                    100 * bar.share(),
                                    "#".repeat((int) Math.round(BAR_WIDTH * bar.share() / largest)))
                            .stripTrailing());
        }
    }
}
