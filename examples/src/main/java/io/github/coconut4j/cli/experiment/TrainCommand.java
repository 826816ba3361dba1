package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.arguments.ConfigPath;
import io.github.coconut4j.cli.model.EvaluateCommand;
import io.github.coconut4j.cli.model.EvaluateReport;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Interrupts;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.OpeningProgress;
import io.github.coconut4j.cli.terminal.Progress;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.expected.BandWatch;
import io.github.coconut4j.curriculum.expected.Expected;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.Run;
import io.github.coconut4j.curriculum.official.LocalModels;
import io.github.coconut4j.curriculum.official.OfficialFile;
import io.github.coconut4j.curriculum.official.OfficialRun;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.settings.ExecutionSettings;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coconut train}: from a configuration to trained models, a table and a report. */
@Command(
        name = "train",
        description = "Trains the methods of an experiment, one after the other, and compares them.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut train configs/quickstart.yaml",
            "  ./coconut train configs/quickstart.yaml --set seed=1 --out runs/seed-1",
            "  ./coconut train configs/prosqa-small.yaml --set train_path=a.json \\",
            "            --set val_path=b.json",
            "  ./coconut train configs/prosqa.yaml --method coconut --set path=models/gpt2",
            "  ./coconut train --resume runs/quickstart",
            "  ./coconut train configs/quickstart.yaml --page",
            "  ./coconut train configs/quickstart.yaml --set execution.streams=1 \\",
            "            --engine spark --master spark://head:7077 --workers 2",
            "  ./coconut train prosqa_coconut.yaml --models ~/models \\",
            "            --set train_path=a.json --set val_path=b.json",
            "",
            "A run writes settings, metrics, checkpoints and report.html into its folder.",
            "What was stopped goes on with --resume; Ctrl-C saves first.",
            "With several workers each makes steps by itself, between which their weights are",
            "averaged: another training than with one, and the same wherever they are.",
            "With --page a browser on this machine shows loss, held-out answers and thoughts.",
            "The args files of the official implementation are taken as they are."
        })
public final class TrainCommand implements Computing {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(
            converter = ConfigPath.class,
            arity = "0..1",
            paramLabel = "CONFIG",
            description = "The experiment, a YAML file (see configs/).")
    private Path config;

    @Mixin
    private ExperimentOptions options = new ExperimentOptions();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the run (default: runs/NAME).")
    private Path out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "Go on with the run in this folder, as it was configured.")
    private Path resumed;

    @Mixin
    private WorkersOptions workers = new WorkersOptions();

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "Where the models of official args files are (default: Hugging Face's cache).")
    private Path models;

    @Option(names = "--page", description = "Show the training in a browser while it runs, at a port of this machine.")
    private boolean page;

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            description = "The port for it (default: 9000, or any that is free).")
    private Integer pagePort;

    @Option(
            names = "--json",
            description = "Print the results as one line of JSON on standard output, the table on standard error.")
    private boolean json;

    @Option(
            names = "--print-engine",
            hidden = true, // for the launcher, which builds what the engine needs
            description = "Print where workers would train, and train nothing.")
    private boolean printEngine;

    public TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public boolean computes() {
        return !printEngine;
    }

    @Override
    public Integer call() {
        requireEither();
        if (printEngine) {
            console.out().println(engine());
            return ExitCode.OK;
        }
        if (config != null && OfficialFile.isArgsFile(config)) {
            official(OfficialRun.of(
                    OfficialFile.load(config, options.overrides()), LocalModels.of(Optional.ofNullable(models))));
        } else {
            print(run());
        }
        return ExitCode.OK;
    }

    /** Trains what an args file of the official implementation describes, or only asks its model. */
    private void official(OfficialRun official) {
        official.notes().forEach(note -> console.err().println("note: " + note));
        if (official.arguments().onlyEval()) {
            Evaluation evaluation = official.evaluate();
            String method = official.experiment().methods().get(0).name();
            console.out()
                    .println(
                            json
                                    ? Json.result("train", EvaluateReport.of(method, official.stage(), evaluation))
                                    : EvaluateCommand.sentence(evaluation));
            return;
        }
        Experiment experiment = workers.applied(options.chosen(official.experiment()));
        try (Progress progress = Progress.on(console);
                OpeningProgress opening = new OpeningProgress(console);
                WatchedTraining watched = watched();
                Interrupts interrupts = new Interrupts(console.err())) {
            print(experiment.train(
                    out == null ? official.folder() : out, opening, progress, watched.listener(), interrupts));
        }
    }

    private Run run() {
        try (Progress progress = Progress.on(console);
                OpeningProgress opening = new OpeningProgress(console);
                WatchedTraining watched = watched();
                Interrupts interrupts = new Interrupts(console.err())) {
            if (resumed != null) {
                return workers.resume(resumed, opening, progress, watched.listener(), interrupts);
            }
            Experiment experiment = workers.applied(options.load(config));
            Path folder = out == null ? Path.of("runs", experiment.name()) : out;
            Optional<Expected> expected = expected(experiment);
            expected.ifPresent(watched::expect);
            TrainingListener bands = expected.<TrainingListener>map(known -> new BandWatch(known, progress::say))
                    .orElse(new TrainingListener() {});
            return experiment.train(folder, opening, progress, bands, watched.listener(), interrupts);
        }
    }

    private String engine() {
        boolean configured = resumed != null || !OfficialFile.isArgsFile(config);
        Path file = resumed == null ? config : new RunFolder(resumed).config();
        return workers.engineOr(
                configured
                        ? Experiment.load(file, options.overrides()).execution().engine()
                        : ExecutionSettings.LOCAL);
    }

    private WatchedTraining watched() {
        return page || pagePort != null
                ? WatchedTraining.at(Optional.ofNullable(pagePort), console.err())
                : WatchedTraining.unwatched();
    }

    /** Where the run is expected to be, if that is known of these settings. */
    private Optional<Expected> expected(Experiment experiment) {
        Path file = Expected.beside(config);
        return Optional.of(file)
                .filter(Files::isRegularFile)
                .map(Expected::load)
                .filter(known -> known.isOf(experiment));
    }

    private void requireEither() {
        if (config == null && resumed == null) {
            throw new ParameterException(
                    spec.commandLine(), "give an experiment, for instance configs/quickstart.yaml, or --resume DIR");
        }
        if (resumed != null && (config != null || out != null || !options.areEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--resume goes on with a run as it was configured; leave the rest out");
        }
    }

    private void print(Run run) {
        ResultTable.of(run).forEach((json ? console.err() : console.out())::println);
        if (json) {
            console.out().println(Json.result("train", TrainReport.of(run)));
        }
    }
}
