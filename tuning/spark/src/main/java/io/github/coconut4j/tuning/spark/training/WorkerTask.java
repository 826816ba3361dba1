package io.github.coconut4j.tuning.spark.training;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.rounds.Worker;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.tuning.spark.cluster.ExecutorSignals;
import io.github.coconut4j.tuning.spark.cluster.ThisMachine;
import java.io.Serializable;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/**
 * Computes something as a worker, on an executor.
 *
 * @param assignment the training it works for
 * @param work what is computed
 */
record WorkerTask<T extends Serializable>(Assignment assignment, Work<T> work)
        implements Function<Integer, WorkerReport<T>> {
    private static final long serialVersionUID = 1L;

    /** What a worker does. */
    interface Work<T> extends Serializable {
        /**
         * What this worker brings.
         *
         * @param number of the worker, from 0
         * @param stop whether to end early
         */
        T of(Worker worker, int number, BooleanSupplier stop);
    }

    @Override
    public WorkerReport<T> call(Integer number) {
        ExecutorSignals.leaveInterruptsToTheDriver();
        String executor = SparkEnv.get().executorId() + " on " + ThisMachine.name();
        try {
            return new WorkerReport<>(executor, result(number), null);
        } catch (CurriculumException | DataException | ModelException problem) {
            return new WorkerReport<>(
                    executor,
                    null,
                    "Worker " + number + " on " + ThisMachine.name() + " cannot train: "
                            + oneLine(problem.getMessage()));
        }
    }

    /** Several problems are listed below each other. */
    private static String oneLine(String message) {
        return message.replaceAll("\\s*\n[\\s-]*", " ");
    }

    private T result(int number) {
        Worker worker = KeptWorkers.HERE.take(assignment);
        boolean sound = false;
        try {
            requireSameData(worker);
            TaskContext task = TaskContext.get();
            T result = work.of(worker, number, task::isInterrupted);
            sound = true;
            return result;
        } finally {
            if (sound) {
                KeptWorkers.HERE.putBack(assignment, worker);
            } else {
                worker.close();
            }
        }
    }

    private void requireSameData(Worker worker) {
        if (!worker.data().equals(assignment.data())) {
            List<String> other = new TreeSet<>(assignment.data().keySet())
                    .stream()
                            .filter(part -> !assignment
                                    .data()
                                    .get(part)
                                    .equals(worker.data().get(part)))
                            .toList();
            throw new CurriculumException("its data (" + String.join(", ", other)
                    + ") are not those that the training was started with; give all machines the same files.");
        }
    }
}
