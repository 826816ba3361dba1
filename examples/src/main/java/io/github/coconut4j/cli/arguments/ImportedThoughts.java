package io.github.coconut4j.cli.arguments;

import io.github.coconut4j.curriculum.run.TrainedModel;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Opens models that were trained here, and imported ones with the number of thoughts that the user names. */
public final class ImportedThoughts {
    static final int MOST = 1000;

    @Option(
            names = "--thoughts",
            paramLabel = "N",
            description = "Thoughts before an answer, for an imported model; a checkpoint knows its own.")
    private Integer thoughts;

    /** Whether a number was given. */
    public boolean given() {
        return thoughts != null;
    }

    /** Refuses a number out of range, before any model is opened. */
    public void check() {
        Arguments.requireWithin("--thoughts", thoughts, 0, MOST);
    }

    /**
     * Opens a model.
     *
     * @throws RuntimeException with a sentence for the user if it cannot be opened, or a checkpoint would be told how it is asked
     */
    public TrainedModel open(Path folder) {
        return open(folder, List.of(folder));
    }

    /**
     * Opens one of several models, of which some may be imported and others not.
     *
     * @param all the models of this command
     * @throws RuntimeException with a sentence for the user if it cannot be opened, or if none of them is imported and yet a number was given
     */
    public TrainedModel open(Path folder, List<Path> all) {
        return open(folder, all, thoughts);
    }

    static TrainedModel open(Path folder, List<Path> all, Integer thoughts) {
        boolean knowsItself = TrainedModel.isTrained(folder) && !all.stream().allMatch(TrainedModel::isTrained);
        return thoughts == null || knowsItself ? TrainedModel.open(folder) : TrainedModel.open(folder, thoughts);
    }
}
