package io.github.coconut4j.tuning.spark.training;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.rounds.Worker;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The workers of this process that have no task just now. Spark has no place of its own for what outlives a task, and a model with its plans takes longer to make than a
 * round to compute. Nothing that a result depends on is kept.
 */
final class KeptWorkers {
    /** Those of an executor, which is a process. */
    static final KeptWorkers HERE = new KeptWorkers();

    private final Deque<Worker> idle = new ArrayDeque<>();
    private String training = "";

    private KeptWorkers() {}

    /** One that belongs to whoever asks, until it is put back; a new one if none is idle. */
    Worker take(Assignment assignment) {
        Worker kept = idle(assignment.id());
        return kept == null ? Experiment.fromYaml(assignment.experiment()).worker() : kept;
    }

    private synchronized Worker idle(String id) {
        if (!training.equals(id)) { // those of an earlier training are of no use any more
            idle.forEach(Worker::close);
            idle.clear();
            training = id;
        }
        return idle.poll();
    }

    /** Keeps one for the next task. */
    synchronized void putBack(Assignment assignment, Worker worker) {
        if (training.equals(assignment.id())) {
            idle.push(worker);
        } else {
            worker.close();
        }
    }
}
