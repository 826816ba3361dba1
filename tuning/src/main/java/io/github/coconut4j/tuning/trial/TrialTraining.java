package io.github.coconut4j.tuning.trial;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.training.Metrics;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.curriculum.training.TrainingListeners;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.model.ModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a trial in this process: begins the run, continues it, or finds that it was done. */
public final class TrialTraining {
    private static final Logger LOG = LoggerFactory.getLogger(TrialTraining.class);

    private TrialTraining() {}

    /**
     * Trains a candidate as far as its trial says. Whatever goes wrong with it is a result.
     *
     * @param trial candidate, stage and folder
     * @param listener told of the training; what it throws makes the trial fail
     * @return accuracy, or why there is none
     * @throws RunStopped if the listener asked for it; the trial can be done again and goes on from there
     */
    public static TrialResult train(Trial trial, TrainingListener listener) {
        PauseAfter pause = new PauseAfter(trial.lastStage());
        try {
            return finished(trial, trainFurther(trial, new TrainingListeners(List.of(listener, pause))));
        } catch (RunStopped stopped) {
            if (pause.reached) {
                return paused(trial);
            }
            throw stopped;
        } catch (CurriculumException | DataException | ModelException wrong) {
            return TrialResult.failed(trial, oneLine(wrong.getMessage()));
        } catch (RuntimeException | OutOfMemoryError unexpected) {
            LOG.warn("Candidate {} failed.", trial.candidate(), unexpected);
            return TrialResult.failed(trial, oneLine(unexpected.toString()));
        }
    }

    private static RunResult trainFurther(Trial trial, TrainingListener listener) {
        RunFolder folder = new RunFolder(Path.of(trial.folder()));
        Optional<RunResult> before = folder.readResult();
        if (before.isPresent()) {
            return before.get();
        }
        return (folder.exists()
                        ? Experiment.resume(folder.path(), listener)
                        : Experiment.fromYaml(trial.config()).train(folder.path(), listener))
                .results()
                .get(0);
    }

    private static TrialResult finished(Trial trial, RunResult result) {
        return new TrialResult(
                trial.candidate(),
                trial.lastStage(),
                TrialResult.Outcome.FINISHED,
                result.stage(),
                lastEvaluation(trial)
                        .map(TrainingListener.Evaluated::evaluation)
                        .orElse(result.test()),
                result.test(),
                result.seconds(),
                null);
    }

    private static TrialResult paused(Trial trial) {
        Optional<TrainingListener.Evaluated> last = lastEvaluation(trial);
        return new TrialResult(
                trial.candidate(),
                trial.lastStage(),
                TrialResult.Outcome.PAUSED,
                last.map(TrainingListener.Evaluated::stage).orElse(-1),
                last.map(TrainingListener.Evaluated::evaluation).orElse(null),
                null,
                last.map(TrainingListener.Evaluated::seconds).orElse(0.0),
                null);
    }

    /** The last evaluation up to the trial's stage. Checkpoints of earlier epochs are deleted, the metrics stay. */
    private static Optional<TrainingListener.Evaluated> lastEvaluation(Trial trial) {
        return Metrics.read(new RunFolder(Path.of(trial.folder())).metrics()).evaluations().stream()
                .filter(asked -> asked.stage() <= trial.lastStage())
                .reduce((first, last) -> last);
    }

    private static String oneLine(String message) {
        return message.lines()
                .map(String::strip)
                .reduce((first, next) -> first + " " + next)
                .orElse("no reason given");
    }

    /** Stops the training where a later stage would begin. */
    private static final class PauseAfter implements TrainingListener {
        private final int lastStage;
        private boolean reached;

        PauseAfter(int lastStage) {
            this.lastStage = lastStage;
        }

        @Override
        public boolean stopsBefore(int stage) {
            reached |= stage > lastStage;
            return stage > lastStage;
        }
    }
}
