package io.github.coconut4j.tuning.spark;

import io.github.coconut4j.curriculum.run.RunLock;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.tuning.spark.cluster.ExecutorSignals;
import io.github.coconut4j.tuning.trial.Trial;
import io.github.coconut4j.tuning.trial.TrialTraining;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/**
 * Trains one candidate on an executor.
 *
 * @param shared folder in which its run lies
 * @param steps told of every step
 */
record TrialTask(SharedFolder shared, LastStep steps) implements Function<Trial, TrialReport> {
    private static final long serialVersionUID = 1L;

    /** The lock of an executor that died goes with it; on a network's file system this may take a while. */
    private static final Duration LOCK_OF_THE_DEAD = Duration.ofMinutes(2);

    @Override
    public TrialReport call(Trial trial) throws InterruptedException {
        ExecutorSignals.leaveInterruptsToTheDriver();
        Optional<String> problem = shared.problem();
        if (problem.isPresent()) {
            return new TrialReport(null, problem.get());
        }
        waitForLock(Path.of(trial.folder()));
        return new TrialReport(
                TrialTraining.train(trial, new Steps(steps, TaskContext.get())).toJson(), null);
    }

    private static void waitForLock(Path folder) throws InterruptedException {
        Instant last = Instant.now().plus(LOCK_OF_THE_DEAD);
        while (RunLock.isHeld(folder) && Instant.now().isBefore(last)) {
            Thread.sleep(200);
        }
    }

    private record Steps(LastStep steps, TaskContext task) implements TrainingListener {
        @Override
        public void onStep(StepDone event) {
            steps.add(StepReport.of(event));
        }

        @Override
        public boolean stopRequested() {
            return task.isInterrupted();
        }
    }
}
