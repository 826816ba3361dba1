package io.github.coconut4j.cli.demo;

import io.github.coconut4j.cli.arguments.Arguments;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.StepLines;
import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.analysis.Analysis;
import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.ModelAnalysis;
import io.github.coconut4j.curriculum.analysis.report.AnalysisFiles;
import io.github.coconut4j.curriculum.analysis.tree.SearchTree;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.GraphSearch;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coconut demo}: a model that thinks, before anything is trained. */
@Command(
        name = "demo",
        description = {
            "Shows a trained model think, in seconds, and how its controls do.",
            "It is the quickstart's Coconut, which comes with the program, beside the same",
            "model trained to write its steps, and with pauses in the places of thoughts."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut demo",
            "  ./coconut demo --problem 3",
            "",
            "A problem is a graph, two candidates and a start: which one can be reached?"
        })
public final class DemoCommand implements Computing {
    private static final int PROBLEMS = 100;
    private static final int SOLVED = 5;
    private static final int SEED = 2026;

    private final Console console;

    @Option(
            names = "--problem",
            paramLabel = "N",
            description = "The problem whose tree is printed, 1 to 5 (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private int problem;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the page goes (default: ${DEFAULT-VALUE}).",
            defaultValue = "runs/demo")
    private Path out;

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Arguments.requireWithin("--problem", problem, 1, SOLVED);
        ShippedModels models = ShippedModels.standard();
        AnalysisFiles files = AnalysisFiles.in(out);
        ProblemSource problems = GraphSearch.graphSearch().hops(4).problems(PROBLEMS, SEED);
        try (TrainedModel coconut = TrainedModel.open(models.model(ShippedModels.COCONUT));
                TrainedModel cot = TrainedModel.open(models.model(ShippedModels.COT));
                TrainedModel pause = TrainedModel.open(models.model(ShippedModels.PAUSE));
                StepLines progress = new StepLines(console)) {
            AnalysisReport report = Analysis.of(ShippedModels.COCONUT, coconut, problems)
                    .beside(ShippedModels.COT, cot)
                    .beside(ShippedModels.PAUSE, pause)
                    .problems(PROBLEMS)
                    .telling(progress::say)
                    .run();
            progress.done();
            files.write(report);
            print(report, models, console.out());
        }
        return ExitCode.OK;
    }

    private void print(AnalysisReport report, ShippedModels models, PrintStream to) {
        ModelAnalysis thinker = report.models().get(0);
        for (int i = 0; i < SOLVED; i++) {
            SearchTree tree = thinker.trees().get(i);
            to.printf(
                    "%d  %s%n   thinks, then says %s: %s%n",
                    i + 1, tree.question(), tree.said(), tree.right() ? "right" : "wrong, it is " + tree.answer());
        }
        to.println();
        Table table = new Table("of " + report.problems() + " problems", "right", "thoughts", "words written");
        for (ModelAnalysis model : report.models()) {
            table.add(
                    model.name(),
                    String.format(
                            Locale.ROOT, "%.0f %%", 100 * model.evaluation().accuracy()),
                    String.format(Locale.ROOT, "%.0f", model.evaluation().thoughts()),
                    String.format(Locale.ROOT, "%.1f", model.evaluation().newTokens()));
        }
        table.lines().forEach(to::println);
        to.println();
        to.printf("How it searches problem %d:%n", problem);
        TreeText.lines(thinker.trees().get(problem - 1)).forEach(to::println);
        to.println();
        to.printf(
                "The same with all charts:          %s%n", AnalysisFiles.in(out).page());
        to.printf(
                "Do the thoughts carry it?          ./coconut audit --quick --model %s --data problems.json%n",
                models.folder().resolve(ShippedModels.COCONUT));
        to.println(
                "  with problems from:              ./coconut data generate --task graph_search --count 1000 --seed 7 --out problems.json");
        to.println("Train such models yourself:        ./coconut train configs/quickstart.yaml");
    }
}
