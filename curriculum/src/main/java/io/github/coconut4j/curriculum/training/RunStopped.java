package io.github.coconut4j.curriculum.training;

import io.github.coconut4j.curriculum.CurriculumException;
import java.nio.file.Path;

/** A run that a listener asked to stop. What it had done is saved, and it can be resumed. */
public final class RunStopped extends CurriculumException {
    private static final long serialVersionUID = 1L;

    private final transient Path folder;

    /**
     * @param folder to be given to {@link io.github.coconut4j.curriculum.experiment.Experiment#resume}
     * @param what where it was stopped, a sentence
     */
    public RunStopped(Path folder, String what) {
        super(what);
        this.folder = folder;
    }

    /** {@return the folder to resume} */
    public Path folder() {
        return folder;
    }
}
