package io.github.coconut4j.cli.sweep;

import io.github.coconut4j.cli.arguments.ConfigPath;
import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Interrupts;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.tuning.Sweep;
import io.github.coconut4j.tuning.SweepFolder;
import io.github.coconut4j.tuning.SweepListener;
import io.github.coconut4j.tuning.SweepResult;
import io.github.coconut4j.tuning.trial.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coconut sweep}: from a search space to a leaderboard, a page with charts, and the best configuration. */
@Command(
        name = "sweep",
        description = "Searches thoughts, schedules and any other key of an experiment, and ranks what it trained.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut sweep configs/sweep-thoughts.yaml",
            "  ./coconut sweep configs/sweep-thoughts.yaml --set halving=0.5 \\",
            "            --out runs/halved",
            "  ./coconut sweep configs/sweep-thoughts.yaml --set base.execution.streams=1 \\",
            "            --parallel 2 --out runs/two-at-once",
            "  ./coconut sweep configs/sweep-thoughts.yaml --engine spark \\",
            "            --master 'local-cluster[2,1,2048]'",
            "  ./coconut sweep --resume runs/sweep-thoughts",
            "  ./coconut sweep --resume runs/sweep-thoughts --set candidates=40",
            "  ./coconut train runs/sweep-thoughts/best.yaml",
            "",
            "A sweep writes leaderboard.csv, best.yaml, sweep.html and the run of every",
            "candidate into its folder. What was stopped or killed goes on with --resume,",
            "or with the same command again: what is finished is not trained again.",
            "Of a sweep that has begun, candidates may be raised, and minutes changed."
        })
public final class SweepCommand implements Computing {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(
            converter = ConfigPath.class,
            arity = "0..1",
            paramLabel = "CONFIG",
            description = "The sweep, a YAML file (see configs/).")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Use this value for a key of the sweep or its base; may be repeated.")
    private List<String> overrides = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the sweep (default: runs/NAME).")
    private Path out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "Go on with the sweep in this folder; with --set candidates=N by more candidates.")
    private Path resumed;

    @Option(names = "--parallel", paramLabel = "N", description = "Train so many candidates at once.")
    private Integer parallel;

    @Option(names = "--engine", paramLabel = "NAME", description = "Where candidates are trained: local, or spark.")
    private String engine;

    @Option(names = "--master", paramLabel = "URL", description = "Address of the machines, for --engine spark.")
    private String master;

    @Option(
            names = "--json",
            description = "Print the leaderboard as one line of JSON on standard output, the table on standard error.")
    private boolean json;

    @Option(
            names = "--print-engine",
            hidden = true, // for the launcher, which builds what the engine needs
            description = "Print where the candidates would be trained, and train nothing.")
    private boolean printEngine;

    public SweepCommand(Console console) {
        this.console = console;
    }

    @Override
    public boolean computes() {
        return !printEngine;
    }

    @Override
    public Integer call() {
        requireEither();
        if (resumed == null && Sweep.isExperiment(config)) {
            throw new UserException(
                    "%s is an experiment, one training, not a sweep; it is started with: ./coconut train %s. A sweep names it as its base, see configs/sweep-thoughts.yaml."
                            .formatted(config, config));
        }
        Sweep sweep = Sweep.load(resumed == null ? config : savedSweep(), settings());
        if (printEngine) {
            console.out().println(sweep.engine());
            return ExitCode.OK;
        }
        Path folder = resumed != null ? resumed : out != null ? out : Path.of("runs", sweep.name());
        SweepResult result;
        try {
            result = run(sweep, folder);
        } catch (RunStopped stopped) {
            console.err().printf("coconut: %s ./coconut sweep --resume %s goes on.%n", stopped.getMessage(), folder);
            return ExitCode.STOPPED;
        }
        LeaderboardTable.of(result).forEach((json ? console.err() : console.out())::println);
        if (json) {
            console.out().println(Json.result("sweep", SweepReport.of(result)));
        }
        return result.leaderboard().best().isPresent() ? ExitCode.OK : ExitCode.VERDICT;
    }

    private SweepResult run(Sweep sweep, Path folder) {
        try (SweepProgress progress = new SweepProgress(console);
                Interrupts interrupts = new Interrupts(progress::last)) {
            SweepListener stop = new SweepListener() {
                @Override
                public TrainingListener onTrial(Trial trial) {
                    return interrupts;
                }

                @Override
                public boolean stopRequested() {
                    return interrupts.stopRequested();
                }
            };
            return sweep.run(folder, progress, stop);
        }
    }

    private Path savedSweep() {
        if (!InputFiles.isFolder(resumed)) {
            throw new UserException(InputFiles.noFolder(resumed));
        }
        SweepFolder folder = new SweepFolder(resumed);
        if (!folder.exists()) {
            throw new UserException(resumed + " holds no sweep to resume: it has no sweep.yaml.");
        }
        return folder.sweep();
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>(overrides);
        if (parallel != null) {
            settings.add("parallel=" + parallel);
        }
        if (engine != null) {
            settings.add("engine=" + engine);
        }
        if (master != null) {
            settings.add("master=" + Json.line(master));
        }
        return settings;
    }

    private void requireEither() {
        if (config == null && resumed == null) {
            throw new ParameterException(
                    spec.commandLine(), "give a sweep, for instance configs/sweep-thoughts.yaml, or --resume DIR");
        }
        if (resumed != null && (config != null || out != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--resume goes on with the sweep in a folder; leave CONFIG and --out out");
        }
    }
}
