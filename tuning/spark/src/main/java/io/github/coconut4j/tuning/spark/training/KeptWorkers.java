package io.github.coconut4j.tuning.spark.training;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.rounds.Worker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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
        return kept == null ? open(Experiment.fromYaml(assignment.experiment())) : kept;
    }

    private static Worker open(Experiment experiment) {
        Experiment here = experiment.files(ShippedFiles::instead);
        List<String> missing = here.missingFiles();
        if (!missing.isEmpty()) {
            throw new CurriculumException(String.join(" ", missing)
                    + " Give all machines the files under the same paths, or send them with the job:"
                    + " COCONUT_JAVA_OPTS=-Dspark.files=FILE,FILE (a folder as -Dspark.archives=ZIP#NAME).");
        }
        return here.worker();
    }

    private synchronized Worker idle(String id) {
        if (!training.equals(id)) { // those of an earlier training are of no use any more
            end();
            training = id;
        }
        return idle.poll();
    }

    /** Closes all; where executors are threads of the driver's process, nobody else does. */
    synchronized void end() {
        idle.forEach(Worker::close);
        idle.clear();
        training = "";
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
