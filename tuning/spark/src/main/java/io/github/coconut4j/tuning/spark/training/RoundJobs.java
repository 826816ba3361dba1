package io.github.coconut4j.tuning.spark.training;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.tuning.spark.cluster.SparkCluster;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs of one task for each worker. Spark gives a task whose executor was lost to another one.
 *
 * @param cluster to run them on
 * @param workers number of tasks
 */
record RoundJobs(SparkCluster cluster, int workers) {
    private static final Logger LOG = LoggerFactory.getLogger(RoundJobs.class);
    private static final long POLL_MILLIS = 50;
    private static final Duration TIME_TO_BEGIN = Duration.ofSeconds(30);

    JavaSparkContext context() {
        return cluster.context();
    }

    /**
     * Runs a job.
     *
     * @return reports by the workers' numbers, none with a problem
     * @throws CurriculumException if a worker cannot train, or all are lost
     * @throws CancellationException if asked to stop
     */
    <T extends Serializable> List<WorkerReport<T>> run(WorkerTask<T> task, BooleanSupplier stop) {
        List<Integer> numbers = IntStream.range(0, workers).boxed().toList();
        JavaFutureAction<List<WorkerReport<T>>> job =
                context().parallelize(numbers, workers).map(task).collectAsync();
        List<WorkerReport<T>> reports = await(job, stop);
        reports.stream().filter(report -> report.problem() != null).findFirst().ifPresent(report -> {
            throw new CurriculumException(report.problem());
        });
        return reports;
    }

    private <T> T await(JavaFutureAction<T> job, BooleanSupplier stop) {
        Instant late = Instant.now().plus(TIME_TO_BEGIN);
        while (true) {
            try {
                return job.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException underWay) {
                if (stop.getAsBoolean()) {
                    job.cancel(true);
                    throw new CancellationException("asked to stop");
                }
                if (Instant.now().isAfter(late) && nothingHasBegun(job)) {
                    late = Instant.MAX;
                    LOG.warn(
                            "No executor has taken a share of the round for {} s: a Spark worker must have {} cores"
                                    + " and {} of memory free, and see the same class path; the logs of workers and"
                                    + " executors say more.",
                            TIME_TO_BEGIN.toSeconds(),
                            context().getConf().get("spark.task.cpus"),
                            context().getConf().get("spark.executor.memory"));
                }
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause() == null ? failed : failed.getCause();
                throw new CurriculumException(
                        "The workers on Spark are lost: " + SparkCluster.reason(cause)
                                + ". The logs of executors say more.",
                        failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                job.cancel(true);
                throw new CurriculumException("Interrupted; what was trained is kept.", interrupted);
            }
        }
    }

    private boolean nothingHasBegun(JavaFutureAction<?> job) {
        return job.jobIds().stream()
                .map(context().statusTracker()::getJobInfo)
                .filter(known -> known != null)
                .flatMapToInt(known -> IntStream.of(known.stageIds()))
                .mapToObj(context().statusTracker()::getStageInfo)
                .filter(known -> known != null)
                .allMatch(stage -> stage.numActiveTasks() == 0 && stage.numCompletedTasks() == 0);
    }
}
