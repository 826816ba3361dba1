package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.curriculum.experiment.Experiment;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What is changed in a configuration, and what is left of it. */
final class ExperimentOptions {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Use this value for a key of the configuration; may be repeated.")
    private List<String> overrides = List.of();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "Only this method of the configuration; may be repeated.")
    private List<String> only = List.of();

    /** The {@code key=value} settings that win over the file. */
    List<String> overrides() {
        return overrides;
    }

    /** The experiment of a file. */
    Experiment load(Path file) {
        return chosen(ExperimentFiles.load(file, overrides));
    }

    /** An experiment with the methods that were asked for. */
    Experiment chosen(Experiment experiment) {
        return ExperimentFiles.only(experiment, only);
    }

    /** Whether nothing is changed. */
    boolean areEmpty() {
        return overrides.isEmpty() && only.isEmpty();
    }
}
