package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.Run;
import io.github.coconut4j.curriculum.settings.ExecutionSettings;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How many workers share a training, and where they are: what {@code execution} of a configuration says as well. */
final class WorkersOptions {
    /** What has a master. */
    private static final String SPARK = "spark";

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "Where workers train: local, or spark; also for --resume.")
    private String engine;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Address of the machines, for --engine spark; also for --resume.")
    private String master;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Share every epoch among so many workers, whose weights are averaged. Together they make fewer"
                            + " steps: the quickstart keeps its accuracy on two with twice its optimizer.lr (docs/scale.md).")
    private Integer workers;

    @Option(
            names = "--averaging-frequency",
            paramLabel = "STEPS",
            description = "Steps each worker makes between two averages (default: 20).")
    private Integer frequency;

    /** The experiment, trained so. */
    Experiment applied(Experiment experiment) {
        List<String> settings = new ArrayList<>();
        add(settings, "engine", engine);
        add(settings, "master", ExecutionSettings.LOCAL.equals(engine) && master == null ? "" : master);
        add(settings, "workers", workers);
        add(settings, "averaging_frequency", frequency);
        return settings.isEmpty() ? experiment : experiment.with(settings);
    }

    private static void add(List<String> settings, String key, Object value) {
        if (value != null) {
            settings.add("execution." + key + "=" + Json.line(value));
        }
    }

    /** Goes on with a run, elsewhere if that was asked for. */
    Run resume(Path folder, TrainingListener... listeners) {
        if (workers != null || frequency != null) {
            throw new UserException(
                    "--workers and --averaging-frequency change what is learnt, so a run that has begun keeps its own;"
                            + " leave them out");
        }
        return engine == null && master == null
                ? Experiment.resume(folder, listeners)
                : Experiment.resumeOn(folder, engineOr(SPARK), master == null ? "" : master, listeners);
    }

    /** Where workers would train if the configuration says {@code configured}. */
    String engineOr(String configured) {
        return engine == null ? configured : engine;
    }
}
