package io.github.coconut4j.tuning.spark;

import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.tuning.SweepListener;
import io.github.coconut4j.tuning.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Kills one executor with the first step the driver is told of, and remembers which candidates were begun. */
final class ExecutorKiller implements SweepListener {
    private final Set<Long> spared;
    private final List<Integer> begun = new ArrayList<>();
    private boolean killed;

    /** @param spared processes that are no executors */
    ExecutorKiller(List<Process> spared) {
        this.spared = spared.stream().map(Process::pid).collect(Collectors.toSet());
    }

    @Override
    public synchronized TrainingListener onTrial(Trial trial) {
        begun.add(trial.candidate());
        return new TrainingListener() {
            @Override
            public void onStep(StepDone event) {
                kill();
            }
        };
    }

    private synchronized void kill() {
        if (!killed) {
            // Both executors have a candidate, or are about to.
            killed = ProcessHandle.current()
                    .descendants()
                    .filter(process -> !spared.contains(process.pid()))
                    .filter(process -> process.info().command().orElse("").endsWith("java"))
                    .findFirst()
                    .map(ProcessHandle::destroyForcibly)
                    .orElse(false);
        }
    }

    /** Candidates in the order in which they were begun; one twice if it had to be begun again. */
    synchronized List<Integer> begun() {
        return List.copyOf(begun);
    }
}
