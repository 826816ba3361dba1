package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.arguments.ConfigPath;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.OpeningProgress;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.Schedule;
import io.github.coconut4j.curriculum.official.LocalModels;
import io.github.coconut4j.curriculum.official.OfficialFile;
import io.github.coconut4j.curriculum.official.OfficialRun;
import io.github.coconut4j.curriculum.rounds.Scaling;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coconut schedule}: what a training will be like, before it begins. */
@Command(
        name = "schedule",
        description =
                "Shows the stages of an experiment, and about how long each will take, before anything is trained.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut schedule configs/quickstart.yaml",
            "  ./coconut schedule configs/quickstart.yaml --method coconut \\",
            "            --set 'curriculum.epochs=[4, 2, 2, 2, 4]'",
            "  ./coconut schedule configs/methods/icot.yaml --json",
            "  ./coconut schedule configs/prosqa.yaml --untimed",
            "  ./coconut schedule configs/quickstart.yaml --workers 1,2,4,8,16,32",
            "",
            "The configuration is checked as a whole, data and model included, and a few",
            "steps are made to time them. With --untimed no model is made: quick, and on any",
            "machine.",
            "Nothing is written."
        })
public final class ScheduleCommand implements Computing {
    private final Console console;

    @Parameters(
            converter = ConfigPath.class,
            paramLabel = "CONFIG",
            description = "The experiment, a YAML file (see configs/).")
    private Path config;

    @Mixin
    private ExperimentOptions options = new ExperimentOptions();

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "Where the models of official args files are (default: Hugging Face's cache).")
    private Path models;

    @Option(names = "--untimed", description = "Make no trial steps: stages and lengths only.")
    private boolean untimed;

    @Mixin
    private ScalingOptions scaling = new ScalingOptions();

    @Option(names = "--json", description = "Print the schedule as one line of JSON.")
    private boolean json;

    public ScheduleCommand(Console console) {
        this.console = console;
    }

    @Override
    public boolean computes() {
        return !untimed;
    }

    @Override
    public Integer call() {
        scaling.check(untimed);
        Optional<OfficialRun> official = OfficialFile.isArgsFile(config) ? Optional.of(official()) : Optional.empty();
        if (official.isPresent() && official.get().arguments().onlyEval()) {
            console.out().println(official.get().asked());
            return ExitCode.OK;
        }
        Experiment experiment = scaling.timed(
                official.map(run -> options.chosen(run.experiment())).orElseGet(() -> options.load(config)));
        Schedule schedule;
        try (OpeningProgress opening = new OpeningProgress(console)) {
            schedule = untimed ? experiment.untimedSchedule(opening) : experiment.schedule(opening);
        }
        List<Scaling.Point> points = scaling.points(schedule, experiment);
        if (json) {
            console.out().println(Json.result("schedule", ScheduleReport.of(schedule, points)));
        } else {
            ScheduleReport.lines(schedule, experiment).forEach(console.out()::println);
            scaling.lines(points, experiment).forEach(console.out()::println);
        }
        return ExitCode.OK;
    }

    private OfficialRun official() {
        OfficialRun run = OfficialRun.of(
                OfficialFile.load(config, options.overrides()), LocalModels.of(Optional.ofNullable(models)));
        run.notes().forEach(note -> console.err().println("note: " + note));
        return run;
    }
}
