package io.github.coconut4j.cli.analyze;

import io.github.coconut4j.cli.arguments.Arguments;
import io.github.coconut4j.cli.arguments.ModelChoice;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.StepLines;
import io.github.coconut4j.curriculum.analysis.Analysis;
import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.report.AnalysisFiles;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coconut analyze}: what the thoughts of a model hold, in one page. */
@Command(
        name = "analyze",
        description = {
            "Shows what the thoughts of a trained model hold.",
            "For graph problems: the tree it searches, thought by thought, how many nodes a",
            "thought keeps in play, what the model writes after k thoughts; beside controls."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut analyze --model runs/quickstart/coconut --data test.json \\",
            "      --out report",
            "  ./coconut analyze --model runs/mine/coconut \\",
            "      --beside runs/mine/pause_as_thought \\",
            "      --data test.json --out report",
            "",
            "What a thought shows is evidence only where models without thoughts do not show",
            "the same: name them with --beside. Whether the model uses it: ./coconut audit."
        })
public final class AnalyzeCommand implements Computing {
    private final Console console;

    @Mixin
    private ModelChoice model;

    @Option(
            names = "--beside",
            paramLabel = "DIR",
            description = "A control to be shown beside it, for instance the pause or CoT model of the same run. May be"
                    + " given again.")
    private List<Path> beside = new ArrayList<>();

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Problems with a graph.")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where analysis.html, its pictures and numbers go (default: ${DEFAULT-VALUE}).",
            defaultValue = "analysis")
    private Path out;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Look at the first N problems only (default: ${DEFAULT-VALUE}).",
            defaultValue = "500")
    private int limit;

    public AnalyzeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Arguments.requirePositive("--limit", limit);
        model.check();
        AnalysisFiles files = AnalysisFiles.in(out);
        List<TrainedModel> opened = new ArrayList<>();
        try (ProblemSource problems = ProblemFiles.open(data);
                StepLines progress = new StepLines(console)) {
            Analysis analysis = Analysis.of(name(model.folder()), open(model.folder(), opened), problems)
                    .problems(limit)
                    .telling(progress::say);
            for (Path control : beside) {
                analysis = analysis.beside(name(control), open(control, opened));
            }
            AnalysisReport report = analysis.run();
            progress.done();
            files.write(report);
            AnalysisText.lines(report).forEach(console.out()::println);
            console.err().println("The pictures are in " + files.page());
        } finally {
            opened.forEach(TrainedModel::close);
        }
        return ExitCode.OK;
    }

    private TrainedModel open(Path folder, List<TrainedModel> opened) {
        List<Path> all = new ArrayList<>(beside);
        all.add(model.folder());
        TrainedModel trained = model.open(folder, all);
        opened.add(trained);
        return trained;
    }

    private static String name(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return last == null ? folder.toString() : last.toString();
    }
}
