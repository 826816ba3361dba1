package io.github.coconut4j.curriculum.audit.course;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.audit.Audit;
import io.github.coconut4j.curriculum.audit.AuditListener;
import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.audit.FinishedWork;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ProblemSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The checkpoints that a run has kept, in the order of the training, and what each answers. Which are kept is a setting of the run: the best of every stage, unless it
 * says otherwise.
 *
 * @param checkpoints at least one
 */
public record Course(List<Checkpoint> checkpoints) {

    public Course {
        checkpoints = List.copyOf(checkpoints);
    }

    /**
     * The course of a run.
     *
     * @param run folder of one method
     * @return its checkpoints, in the order of the training
     * @throws CurriculumException if it holds no run, or no checkpoint yet
     */
    public static Course of(Path run) {
        RunFolder folder = new RunFolder(run);
        if (!folder.exists()) {
            throw new CurriculumException(
                    run + " is no folder of a run: give the one that holds config.yaml and checkpoints.");
        }
        List<Checkpoint> checkpoints = folder.checkpoints().list();
        if (checkpoints.isEmpty()) {
            throw new CurriculumException(
                    run + " holds no checkpoint: give the folder of one method, after its first epoch.");
        }
        return new Course(checkpoints);
    }

    /**
     * Asks every checkpoint the same problems: as it is, with fewer thoughts, with those of the twin and of another problem, and with noise in their place.
     *
     * @param problems the same for all checkpoints
     * @param settings how many are asked
     * @param kept for the results of the experiments, a folder for each checkpoint in it
     * @param listener is told of the experiments, named with the checkpoint
     * @return a point for each checkpoint
     * @throws CurriculumException if a checkpoint is damaged
     */
    public List<CoursePoint> run(ProblemSource problems, AuditSettings settings, Path kept, AuditListener listener) {
        List<CoursePoint> points = new ArrayList<>();
        for (Checkpoint checkpoint : checkpoints) {
            String name = checkpoint.folder().getFileName().toString();
            try (TrainedModel model = TrainedModel.open(checkpoint.folder())) {
                points.add(CoursePoint.of(
                        name,
                        checkpoint.state(),
                        Audit.of(model, problems, settings)
                                .interventions(List.of())
                                .keeping(new FinishedWork(kept.resolve(name)))
                                .telling((number, all, what) -> listener.onExperiment(
                                        points.size() * all + number, checkpoints.size() * all, name + ": " + what))
                                .run()));
            }
        }
        return points;
    }
}
