package io.github.coconut4j.tuning.engine;

import io.github.coconut4j.tuning.trial.Score;
import io.github.coconut4j.tuning.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxTimeCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;

/** Trains candidates in this process, by Arbiter's runner. */
public final class ArbiterEngine implements SearchEngine {
    /** Its name in YAML. */
    public static final String NAME = "local";

    private final int parallel;
    private final List<StatusListener> listeners;

    /**
     * @param parallel candidates trained at once
     * @param listeners told by Arbiter's runner of everything it does
     */
    public ArbiterEngine(int parallel, StatusListener... listeners) {
        this.parallel = parallel;
        this.listeners = List.of(listeners);
    }

    @Override
    public void train(List<Trial> trials, Instant deadline, TrialEvents events) {
        if (trials.isEmpty()) {
            return;
        }
        Map<Integer, Path> folders =
                trials.stream().collect(Collectors.toMap(Trial::candidate, trial -> Path.of(trial.folder())));
        OptimizationConfiguration configuration = new OptimizationConfiguration.Builder()
                .candidateGenerator(new TrialGenerator(trials))
                .scoreFunction(new Score(0))
                .modelSaver(new RunFolderSaver(candidate -> folders.get(candidate)))
                .terminationConditions(conditions(trials, deadline, events))
                .build();
        LocalOptimizationRunner runner = new LocalOptimizationRunner(
                parallel, configuration, new CoconutTaskCreator(candidate -> (Trial) candidate.getValue(), events));
        runner.setShutdownMaxWaitMS(Long.MAX_VALUE);
        listeners.forEach(runner::addListeners);
        runner.execute();
    }

    private static List<TerminationCondition> conditions(List<Trial> trials, Instant deadline, TrialEvents events) {
        List<TerminationCondition> conditions = new ArrayList<>();
        conditions.add(new MaxCandidatesCondition(trials.size()));
        if (deadline.isBefore(Instant.MAX)) {
            long left = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
            conditions.add(new MaxTimeCondition(left, TimeUnit.MILLISECONDS));
        }
        conditions.add(new StopRequested(events));
        return conditions;
    }

    private record StopRequested(TrialEvents events) implements TerminationCondition {
        @Override
        public void initialize(IOptimizationRunner runner) {}

        @Override
        public boolean terminate(IOptimizationRunner runner) {
            return events.stopRequested();
        }
    }
}
