package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.sweep.SweepReport;
import io.github.coconut4j.cli.sweep.SweepRuns;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.curriculum.overview.RunOverview;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.Provenance;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.WholeFiles;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.tuning.SweepResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coconut runs show}: where a run comes from and what it holds. */
@Command(
        name = "show",
        description = "Shows where a run comes from: settings, data, seed, versions, parent; and its checkpoints.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut runs show runs/quickstart",
            "  ./coconut runs show runs/quickstart/coconut --json"
        })
public final class RunsShowCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "Folder of an experiment, of one of its methods, or of a sweep.")
    private Path folder;

    @Option(names = "--json", description = "Print everything as one line of JSON.")
    private boolean json;

    public RunsShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!InputFiles.isFolder(folder)) {
            throw new UserException(InputFiles.noFolder(folder));
        }
        Optional<SweepRuns> sweep = SweepRuns.at(folder);
        if (sweep.isPresent()) {
            return show(sweep.get());
        }
        RunFolder experiment = new RunFolder(folder);
        if (!experiment.exists()) {
            throw new UserException("%s holds no run; ./coconut runs lists what there is.".formatted(folder));
        }
        List<SweepRuns> around = SweepRuns.around(folder).stream().toList();
        List<Shown> runs = RunOverview.of(folder).stream()
                .map(run -> Shown.of(run, around))
                .toList();
        String config = experiment.readSettings();
        if (json) {
            console.out().println(Json.result("runs show", Map.of("runs", runs, "config", config)));
        } else {
            runs.forEach(this::print);
            console.out()
                    .printf(
                            "%s:%n%s",
                            experiment.config(), Texts.visibleLines(config).indent(2));
        }
        return ExitCode.OK;
    }

    private int show(SweepRuns sweep) {
        SweepResult result = sweep.result().orElseThrow(() -> new UserException(sweep.failure()));
        if (json) {
            console.out().println(Json.result("runs show", SweepReport.of(result)));
        } else {
            sweep.lines(RunOverview.in(folder)).forEach(console.out()::println);
            console.out()
                    .printf(
                            "%n%s:%n%s",
                            sweep.folder().sweep(),
                            Texts.visibleLines(WholeFiles.read(sweep.folder().sweep()))
                                    .indent(2));
        }
        return ExitCode.OK;
    }

    private void print(Shown run) {
        RunReport state = run.run();
        line(
                state.folder(),
                "%s, %s, stage %d of %d, epoch %d of %d",
                state.state(),
                state.method(),
                state.stage(),
                state.finalStage(),
                state.epoch(),
                state.epochs());
        if (state.settings() != null) {
            line(
                    "  candidate",
                    "%d of the sweep %s: %s",
                    state.candidate(),
                    state.sweep(),
                    state.settings().entrySet().stream()
                            .map(setting -> setting.getKey() + " " + setting.getValue())
                            .collect(Collectors.joining(", ")));
        }
        if (state.failure() != null) {
            line("  ended by", "%s", state.failure());
        }
        if (state.best() != null) {
            line("  best of stage", "%.1f %% of the validation problems", 100 * state.best());
        }
        if (state.test() != null) {
            line("  test", "%.1f %%", 100 * state.test());
        }
        line("  seed", "%d", state.seed());
        if (run.provenance() != null) {
            Provenance provenance = run.provenance();
            new TreeMap<>(provenance.data()).forEach((part, print) -> line("  " + part + " data", "%s", print));
            line("  parent", "%s", provenance.parent().isEmpty() ? "none, from scratch" : provenance.parent());
            new TreeMap<>(provenance.weights()).forEach((file, hash) -> line("    " + file, "%s", hash));
            line(
                    "  versions",
                    "coconut4j %s, Java %s, ND4J %s",
                    provenance.coconut4j(),
                    provenance.java(),
                    provenance.nd4j());
            line("  machine", "%s", provenance.system());
            line("  started", "%s", provenance.started());
        }
        run.checkpoints().forEach(checkpoint -> line("  checkpoint", "%s", checkpoint));
        console.out().println();
    }

    private void line(String label, String format, Object... values) {
        console.out().println(Texts.visible("%-18s %s".formatted(label, String.format(Locale.ROOT, format, values))));
    }

    /**
     * What is shown of one run.
     *
     * @param run how it stands
     * @param provenance where it comes from, or null before its training has begun
     * @param checkpoints each in a few words
     */
    record Shown(RunReport run, Provenance provenance, List<String> checkpoints) {

        static Shown of(RunOverview run, List<SweepRuns> sweeps) {
            RunFolder folder = new RunFolder(run.folder());
            List<String> checkpoints = new ArrayList<>();
            for (Checkpoint checkpoint : folder.checkpoints().list()) {
                checkpoints.add(String.format(
                        Locale.ROOT,
                        "%s (stage %d, step %d, %.1f %%)",
                        folder.path().relativize(checkpoint.folder()),
                        checkpoint.state().stage(),
                        checkpoint.state().step(),
                        100 * checkpoint.state().accuracy()));
            }
            return new Shown(RunReport.of(run, sweeps), folder.readProvenance().orElse(null), checkpoints);
        }
    }
}
