package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.settings.OnNonFinite;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What becomes of steps whose loss or gradient is no finite number: their batches are saved, and the run ends unless such steps are to be left out. */
final class NonFiniteSteps {
    /** So many steps left out in a row are no accident: the weights themselves are no longer finite. */
    private static final int MOST_IN_A_ROW = 10;

    private final TrainingSettings settings;
    private final ProblemSets problems;
    private final RunFolder folder;
    private final TrainingListener listener;
    private final TrainingState state;
    private int inARow;

    NonFiniteSteps(
            TrainingSettings settings,
            ProblemSets problems,
            RunFolder folder,
            TrainingListener listener,
            TrainingState state) {
        this.settings = settings;
        this.problems = problems;
        this.folder = folder;
        this.listener = listener;
        this.state = state;
    }

    /** A step was finite. */
    void stepMade() {
        inARow = 0;
    }

    /**
     * The step under way was not.
     *
     * @param what was not finite, {@code loss} or {@code gradient}
     * @param value of it
     * @param rows of the batch
     * @throws CurriculumException unless such steps are to be left out
     */
    void skip(String what, double value, int epoch, int stage, long batchNumber, long[] rows) {
        Path file = save(what, value, epoch, stage, batchNumber, rows);
        state.skipStep();
        inARow++;
        boolean skips = settings.onNonFinite() == OnNonFinite.SKIP;
        if (!skips || inARow >= MOST_IN_A_ROW) {
            throw new CurriculumException(
                    "%s %d (%s, stage %d), the %s became %s. Its batch is saved in %s. Lower optimizer.lr or set optimizer.clip_norm%s."
                            .formatted(
                                    skips
                                            ? inARow + " steps in a row had no finite numbers; at the last, step"
                                            : "At step",
                                    state.step(),
                                    method(),
                                    stage,
                                    what,
                                    value,
                                    file,
                                    skips ? "" : "; on_non_finite: skip leaves such batches out"));
        }
        listener.onStepSkipped(
                new TrainingListener.StepSkipped(method(), state.step(), epoch, stage, what, state.skipped(), file));
    }

    private Path save(String what, double value, int epoch, int stage, long batchNumber, long[] rows) {
        List<NonFiniteBatch.Row> batch = Arrays.stream(rows)
                .mapToObj(row -> new NonFiniteBatch.Row(row, problems.training().problem(epoch, row)))
                .toList();
        Path file = folder.nonFiniteBatch(state.step());
        new NonFiniteBatch(method(), state.step(), epoch, stage, batchNumber, what, Double.toString(value), batch)
                .write(file);
        return file;
    }

    private String method() {
        return settings.staged().method().name();
    }
}
