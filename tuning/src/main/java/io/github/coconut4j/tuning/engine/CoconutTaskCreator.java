package io.github.coconut4j.tuning.engine;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.curriculum.training.TrainingListeners;
import io.github.coconut4j.tuning.space.CoconutConfiguration;
import io.github.coconut4j.tuning.trial.Trial;
import io.github.coconut4j.tuning.trial.TrialResult;
import io.github.coconut4j.tuning.trial.TrialTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;

/**
 * Arbiter's tasks: each trains one candidate into its own folder. The "model" that score functions and savers are given is
 * its {@link TrialResult}; data providers are not asked, an experiment knows its data.
 */
@SuppressWarnings({"rawtypes", "deprecation"}) // Arbiter's signatures; its runner takes the deprecated one
public final class CoconutTaskCreator implements TaskCreator {
    private final Function<Candidate, Trial> trials;
    private final TrialEvents events;

    /**
     * Tasks for the candidates of a {@link io.github.coconut4j.tuning.space.CoconutSpace}, trained to the end.
     *
     * @param folders the run's folder of each candidate
     */
    public CoconutTaskCreator(Function<Candidate, Path> folders) {
        this(
                candidate -> new Trial(
                        candidate.getIndex(),
                        ((CoconutConfiguration) candidate.getValue())
                                .experiment()
                                .toYaml(),
                        folders.apply(candidate).toString(),
                        Trial.TO_THE_END),
                new Silence());
    }

    CoconutTaskCreator(Function<Candidate, Trial> trials, TrialEvents events) {
        this.trials = trials;
        this.events = events;
    }

    @Override
    public Callable<OptimizationResult> create(
            Candidate candidate,
            DataProvider data,
            ScoreFunction score,
            List<StatusListener> listeners,
            IOptimizationRunner runner) {
        return () -> train(candidate, score, listeners, runner);
    }

    @Override
    public Callable<OptimizationResult> create(
            Candidate candidate,
            Class<? extends DataSource> data,
            Properties dataProperties,
            ScoreFunction score,
            List<StatusListener> listeners,
            IOptimizationRunner runner) {
        return () -> train(candidate, score, listeners, runner);
    }

    private OptimizationResult train(
            Candidate candidate, ScoreFunction score, List<StatusListener> listeners, IOptimizationRunner runner)
            throws IOException {
        long start = System.currentTimeMillis();
        Trial trial = trials.apply(candidate);
        CandidateInfo running = info(candidate, CandidateStatus.Running, null, start, null);
        TrainingListener iterations = new Iterations(running, listeners);
        TrialResult done =
                TrialTraining.train(trial, new TrainingListeners(List.of(events.started(trial), iterations)));
        events.done(done);
        if (done.outcome() == TrialResult.Outcome.FAILED) {
            throw new CurriculumException(done.reason());
        }
        double points =
                done.validation() == null ? Double.NEGATIVE_INFINITY : score.score(done, (DataProvider) null, Map.of());
        CandidateInfo complete = info(candidate, CandidateStatus.Complete, points, start, System.currentTimeMillis());
        OptimizationResult result =
                new OptimizationResult(candidate, points, candidate.getIndex(), done, complete, null);
        result.setResultReference(runner.getConfiguration().getResultSaver().saveModel(result, done));
        return result;
    }

    private static CandidateInfo info(Candidate candidate, CandidateStatus status, Double score, long start, Long end) {
        return new CandidateInfo(
                candidate.getIndex(), status, score, start, start, end, candidate.getFlatParameters(), null);
    }

    /** Tells Arbiter's listeners of every evaluation; the iteration is the step after which it was made. */
    private record Iterations(CandidateInfo info, List<StatusListener> listeners) implements TrainingListener {
        @Override
        public void onEvaluated(Evaluated event) {
            listeners.forEach(listener -> listener.onCandidateIteration(info, event, Math.toIntExact(event.step())));
        }
    }

    private static final class Silence implements TrialEvents {
        @Override
        public TrainingListener started(Trial trial) {
            return new TrainingListener() {};
        }

        @Override
        public void done(TrialResult result) {}

        @Override
        public boolean stopRequested() {
            return false;
        }
    }
}
