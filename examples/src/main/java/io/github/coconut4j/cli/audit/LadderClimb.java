package io.github.coconut4j.cli.audit;

import io.github.coconut4j.cli.experiment.ExperimentFiles;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Interrupts;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.OpeningProgress;
import io.github.coconut4j.cli.terminal.Progress;
import io.github.coconut4j.curriculum.audit.ladder.Ladder;
import io.github.coconut4j.curriculum.audit.ladder.LadderFiles;
import io.github.coconut4j.curriculum.audit.ladder.LadderReport;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.training.RunStopped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code coconut audit --ladder}: trains the controls that are missing and prints what each rung is worth.
 *
 * @param json whether one line of JSON is printed rather than the table
 */
record LadderClimb(Console console, boolean json) {

    int call(Path config, List<String> overrides, List<Long> seeds, Optional<Path> out) {
        Experiment experiment = ExperimentFiles.load(config, overrides);
        Ladder ladder = Ladder.of(experiment, seeds);
        Path folder = out.orElse(Path.of("runs", experiment.name() + "-ladder"));
        console.err().printf("%d models, each as long as coconut itself, into %s%n", ladder.models(), folder);
        try (Progress progress = Progress.on(console);
                OpeningProgress opening = new OpeningProgress(console);
                Interrupts interrupts = new Interrupts(console.err())) {
            print(ladder.climb(folder, opening, progress, interrupts), folder);
            return ExitCode.OK;
        } catch (RunStopped stopped) {
            console.err().printf("coconut: %s The same command goes on.%n", stopped.getMessage());
            return ExitCode.STOPPED;
        }
    }

    private void print(LadderReport report, Path folder) {
        LadderFiles files = new LadderFiles(folder);
        files.write(report);
        console.err().println("The evidence is in " + files.page());
        if (json) {
            console.out().println(Json.result("audit", LadderSummary.of(report)));
        } else {
            LadderText.lines(report).forEach(console.out()::println);
        }
    }
}
