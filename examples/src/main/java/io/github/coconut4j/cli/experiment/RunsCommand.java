package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.sweep.SweepRuns;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.overview.RunOverview;
import io.github.coconut4j.curriculum.overview.RunState;
import io.github.coconut4j.data.Texts;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coconut runs}: which runs there are and how far each is. */
@Command(
        name = "runs",
        description = "Lists the runs and sweeps of a folder: how each stands, how far it is, how good.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut runs",
            "  ./coconut runs my/experiments --json",
            "  ./coconut runs show runs/quickstart/coconut",
            "",
            "running: a process trains it.",
            "stopped, failed: goes on with ./coconut train --resume DIR,",
            "  a sweep with ./coconut sweep --resume DIR.",
            "waiting: the methods before it are not finished."
        })
public final class RunsCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(names = "--json", description = "Print the runs as one line of JSON.")
    private boolean json;

    public RunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<RunOverview> runs = RunOverview.in(folder);
        List<SweepRuns> sweeps = SweepRuns.in(folder);
        if (json) {
            console.out()
                    .println(Json.result(
                            "runs",
                            runs.stream().map(run -> RunReport.of(run, sweeps)).toList()));
        } else if (runs.isEmpty() && sweeps.isEmpty()) {
            console.out().println("no runs in " + folder);
        } else {
            print(runs, sweeps);
        }
        return ExitCode.OK;
    }

    /** Runs that stand for themselves first, then sweep after sweep. */
    private void print(List<RunOverview> runs, List<SweepRuns> sweeps) {
        List<RunOverview> alone = runs.stream()
                .filter(run -> sweeps.stream().noneMatch(sweep -> sweep.holds(run.folder())))
                .toList();
        if (!alone.isEmpty()) {
            print(alone);
        }
        boolean first = alone.isEmpty();
        for (SweepRuns sweep : sweeps) {
            if (!first) {
                console.out().println();
            }
            first = false;
            sweep.lines(runs).forEach(console.out()::println);
        }
    }

    private void print(List<RunOverview> runs) {
        Table table = new Table("run", "state", "method", "seed", "stage", "epoch", "best of stage", "test", "updated");
        for (RunOverview run : runs) {
            boolean known = run.state() != RunState.BROKEN;
            table.add(
                    run.folder().toString(),
                    RunReport.name(run.state()),
                    run.method(),
                    known ? Long.toString(run.seed()) : "",
                    known ? run.stage() + "/" + run.finalStage() : "",
                    known ? run.epoch() + "/" + run.epochs() : "",
                    percent(run.best()),
                    percent(run.test()),
                    time(run));
        }
        table.lines().forEach(console.out()::println);
        runs.stream().filter(run -> run.failure().isPresent()).forEach(run -> console.out()
                .printf("%n%s: %s%n", run.folder(), Texts.message(run.failure().orElseThrow())));
    }

    static String percent(Optional<Double> share) {
        return share.map(value -> String.format(Locale.ROOT, "%.1f %%", 100 * value))
                .orElse("");
    }

    private static String time(RunOverview run) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                .withZone(ZoneId.systemDefault())
                .format(run.updated());
    }
}
