package io.github.coconut4j.cli.audit;

import io.github.coconut4j.cli.arguments.Arguments;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.StepLines;
import io.github.coconut4j.curriculum.audit.Audit;
import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.audit.report.AuditFiles;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coconut audit}: whether the thoughts of a trained model carry its reasoning. */
@Command(
        name = "audit",
        description = {
            "Do the thoughts of a trained model carry its reasoning?",
            "Asks it the same problems with its thoughts as they are, cut short, corrupted,",
            "and exchanged with those of other problems, and gives a verdict with evidence:",
            "carried by the thoughts, mixed, placeholders, or shortcut."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut audit --model runs/quickstart/coconut --data test.json",
            "  ./coconut audit --model runs/mine/coconut --data test.json --quick --json",
            "",
            "Problems with a graph have twins: the same facts, asked so that the other",
            "answer is right. With the twin's thoughts, whose answer does the model give?"
        })
public final class AuditCommand implements Computing {
    private final Console console;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "A checkpoint, or the folder of a run, whose last checkpoint is taken.")
    private Path model;

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Problems it was not trained on.")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where audit.html, audit.json and the CSV files go (default: audit).",
            defaultValue = "audit")
    private Path out;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Problems that are asked, each with its twin (default: 1000, with --quick 250).")
    private Integer pairs;

    @Option(names = "--quick", description = "Fewer problems, and no interventions on single thoughts.")
    private boolean quick;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of donors, noise and permutations (default: ${DEFAULT-VALUE}).",
            defaultValue = "0")
    private long seed;

    @Option(names = "--json", description = "Print verdict and evidence as one line of JSON.")
    private boolean json;

    public AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (pairs != null) {
            Arguments.requirePositive("--pairs", pairs);
        }
        AuditSettings settings = AuditSettings.STANDARD
                .withPairs(pairs != null ? pairs : quick ? 250 : AuditSettings.STANDARD.pairs())
                .withQuick(quick)
                .withSeed(seed);
        AuditFiles files = AuditFiles.in(out);
        try (ProblemSource problems = ProblemFiles.open(data);
                TrainedModel trained = TrainedModel.open(model);
                StepLines progress = new StepLines(console)) {
            AuditReport report =
                    Audit.of(trained, problems, settings).telling(progress::say).run();
            progress.done();
            files.write(report);
            console.err().println("The evidence is in " + files.page());
            if (json) {
                console.out().println(Json.line(AuditSummary.of(report)));
            } else {
                AuditText.lines(report).forEach(console.out()::println);
            }
        }
        return ExitCode.OK;
    }
}
