package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Interrupts;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.OpeningProgress;
import io.github.coconut4j.cli.terminal.Progress;
import io.github.coconut4j.curriculum.expected.BandWatch;
import io.github.coconut4j.curriculum.expected.Bands;
import io.github.coconut4j.curriculum.expected.Expected;
import io.github.coconut4j.curriculum.expected.Reproduction;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.Run;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coconut reproduce}: trains a shipped configuration and holds the run against what it is expected to come to. */
@Command(
        name = "reproduce",
        description = "Trains a shipped configuration and checks that it comes to what it came to for others.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut reproduce quickstart",
            "  ./coconut reproduce quickstart --method coconut --seed 5",
            "  ./coconut reproduce quickstart --from-runs runs/seed-0 \\",
            "            --from-runs runs/seed-1",
            "",
            "Ends with 0 if the share of right answers lay in the expected band at the end",
            "of every stage and in the test, else with 1 and the first evaluation that left",
            "it. Stopped, it goes on when the same command is given again. The bands (in the",
            "folder expected beside a configuration) are computed from finished runs with",
            "several seeds, which --from-runs does."
        })
public final class ReproduceCommand implements Computing {
    private final Console console;

    @Parameters(paramLabel = "NAME", description = "A configuration in configs/, for instance quickstart or icot.")
    private String name;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the run (default: the first not yet measured).")
    private Long seed;

    @Option(names = "--method", paramLabel = "NAME", description = "Only this method; may be repeated.")
    private List<String> only = List.of();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Where the data or the model lie here (train_path=a.json); other settings have no band.")
    private List<String> overrides = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the run (default: runs/reproduce-NAME-seed-N).")
    private Path out;

    @Option(
            names = "--from-runs",
            paramLabel = "DIR",
            description = "Train nothing: compute the expected numbers from this finished run and the others"
                    + " named so, and write them beside the configuration. Name and seed of a run are its own; what it"
                    + " trained besides the methods of the configuration is ignored.")
    private List<Path> measured = List.of();

    @Option(names = "--json", description = "Print the verdict as one line of JSON on standard output.")
    private boolean json;

    public ReproduceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path config = ShippedConfigs.standard().file(name);
        Path file = Expected.beside(config);
        Experiment experiment = ExperimentFiles.load(config, overrides);
        if (!measured.isEmpty()) {
            Expected bands = Bands.of(experiment, measured);
            bands.write(file);
            console.out().println("wrote " + file);
            String without = experiment.methods().stream()
                    .map(Method::name)
                    .filter(method -> bands.method(method).isEmpty())
                    .collect(Collectors.joining(", "));
            if (!without.isEmpty()) {
                console.out().println("no run was given of: " + without);
            }
            return ExitCode.OK;
        }
        Expected expected = expected(file, experiment);
        Experiment chosen = chosen(experiment, expected);
        Path folder =
                out == null ? Path.of("runs", "reproduce-%s-seed-%d".formatted(name(config), chosen.seed())) : out;
        Run run;
        try {
            run = train(chosen, folder, expected);
        } catch (RunStopped stopped) {
            console.err().printf("coconut: %s The same command goes on.%n", stopped.getMessage());
            return ExitCode.STOPPED;
        }
        Reproduction reproduction = Reproduction.of(expected, chosen, run.folder());
        print(run, reproduction);
        return reproduction.judged() && !reproduction.passed() ? ExitCode.VERDICT : ExitCode.OK;
    }

    private Expected expected(Path file, Experiment experiment) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    "Nothing is known of what %s comes to: train it with two seeds or more, then name the runs with --from-runs."
                            .formatted(name));
        }
        Expected expected = Expected.load(file);
        if (expected.source() == Expected.Source.MEASURED && !expected.isOf(experiment)) {
            throw new UserException(
                    "%s was measured with other settings than %s has now: measure it anew with --from-runs."
                            .formatted(file, name));
        }
        return expected;
    }

    private Experiment chosen(Experiment experiment, Expected expected) {
        long firstNew = 0;
        while (expected.seeds().contains(firstNew)) {
            firstNew++;
        }
        return ExperimentFiles.only(experiment, only).seed(seed == null ? firstNew : seed);
    }

    private Run train(Experiment experiment, Path folder, Expected expected) {
        try (Progress progress = Progress.on(console);
                OpeningProgress opening = new OpeningProgress(console);
                Interrupts interrupts = new Interrupts(console.err())) {
            TrainingListener watch = new BandWatch(expected, progress::say);
            RunFolder begun = new RunFolder(folder);
            if (!begun.exists()) {
                return experiment.train(folder, opening, progress, watch, interrupts);
            }
            if (!Experiment.load(begun.config(), List.of()).equals(experiment)) {
                throw new UserException(folder + " holds another run; choose another folder with --out.");
            }
            return Experiment.resume(folder, opening, progress, watch, interrupts);
        }
    }

    private void print(Run run, Reproduction reproduction) {
        List<String> lines = new ArrayList<>(ResultTable.of(run));
        reproduction.verdicts().forEach(verdict -> verdict.points()
                .forEach(point -> lines.add(verdict.method() + ": " + point.sentence())));
        lines.add(reproduction.sentence());
        lines.add("bands and curves: " + reproduction.page());
        lines.forEach((json ? console.err() : console.out())::println);
        if (json) {
            console.out().println(Json.result("reproduce", ReproduceReport.of(reproduction)));
        }
    }

    private static String name(Path config) {
        return config.getFileName().toString().replaceFirst("\\.yaml$", "");
    }
}
