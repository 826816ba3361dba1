package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.CheckpointState;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes the checkpoints of a training and keeps as many of them as are wanted. */
final class CheckpointWriter {
    /** How often is looked whether the folder is still there. */
    private static final double SECONDS_BETWEEN_LOOKS = 5;

    private final TrainingSettings settings;
    private final ProblemSets problems;
    private final RunFolder folder;
    private final TrainingListener listener;
    private final TrainingState state;
    private final Consumer<Path> content;

    private double lastLooked;
    private double lastSaved;
    private Path last;

    /** @param content writes model, tokenizer and optimizer into a folder */
    CheckpointWriter(
            TrainingSettings settings,
            ProblemSets problems,
            RunFolder folder,
            TrainingListener listener,
            TrainingState state,
            Consumer<Path> content) {
        this.settings = settings;
        this.problems = problems;
        this.folder = folder;
        this.listener = listener;
        this.state = state;
        this.content = content;
    }

    /** This one was written when the run was stopped. */
    void goOnAfter(Checkpoint checkpoint) {
        lastSaved = checkpoint.state().seconds();
        last = checkpoint.folder();
        prune();
    }

    /**
     * Whether it is time for the next one.
     *
     * @throws io.github.coconut4j.curriculum.CurriculumException if the folder is no longer there; looked for every few seconds
     */
    boolean isDue() {
        double now = state.seconds();
        if (now - lastLooked >= SECONDS_BETWEEN_LOOKS) {
            folder.requireThere();
            lastLooked = now;
        }
        double seconds = 60 * settings.checkpoints().everyMinutes();
        return seconds > 0 && now - lastSaved >= seconds;
    }

    /**
     * Writes one.
     *
     * @param epochs number of finished epochs
     * @param position number of finished steps of the epoch under way
     */
    void write(int epochs, int stage, long position) {
        CheckpointState now = state.snapshot(settings.staged(), epochs, position, stage, problems);
        listener.onCheckpointDue();
        folder.requireThere();
        Checkpoint checkpoint = folder.checkpoints().write(now, content);
        prune();
        last = checkpoint.folder();
        lastSaved = state.seconds();
        listener.onCheckpoint(new TrainingListener.CheckpointWritten(
                settings.staged().method().name(), checkpoint));
    }

    /** The folder of the newest one; null before the first. */
    Path last() {
        return last;
    }

    private void prune() {
        folder.checkpoints().prune(settings.checkpoints().keep());
    }
}
