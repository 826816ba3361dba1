package io.github.coconut4j.cli.arguments;

import io.github.coconut4j.curriculum.run.TrainedModel;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model that a command asks, and how often it thinks where it does not know that itself. */
public final class ModelChoice {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "A checkpoint, the folder of a run, whose last checkpoint is taken, or an imported model.")
    private Path folder;

    @Mixin
    private ImportedThoughts thoughts;

    /** Where it lies, as it was given. */
    public Path folder() {
        return folder;
    }

    /** Refuses a number of thoughts out of range, before any model is opened. */
    public void check() {
        thoughts.check();
    }

    /**
     * Opens it.
     *
     * @throws RuntimeException with a sentence for the user if it cannot be opened, or a checkpoint would be told how it is asked
     */
    public TrainedModel open() {
        return thoughts.open(folder);
    }

    /**
     * Opens it, or a model beside it.
     *
     * @param one of all
     * @param all models of the command, this one among them
     */
    public TrainedModel open(Path one, List<Path> all) {
        return thoughts.open(one, all);
    }
}
