package io.github.coconut4j.tuning.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.tuning.engine.TrialEvents;
import io.github.coconut4j.tuning.spark.cluster.Anywhere;
import io.github.coconut4j.tuning.spark.cluster.SparkCluster;
import io.github.coconut4j.tuning.trial.Trial;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver's side: every trial is a job of its own, with one task. Spark keeps them in line, gives a task whose executor
 * was lost to another one, and brings back what it returns; a job that fails for good is one failed candidate.
 */
final class TrialJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrialJobs.class);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Cancelled trials save and stop at their next step. */
    private static final Duration TIME_TO_SAVE = Duration.ofMinutes(1);

    private static final Duration TIME_TO_BEGIN = Duration.ofSeconds(30);

    private final JavaSparkContext context;
    private final SharedFolder shared;
    private final TrialEvents events;
    private final TrialWatch watch;
    private final Map<Trial, JavaFutureAction<List<TrialReport>>> pending = new LinkedHashMap<>();

    TrialJobs(JavaSparkContext context, SharedFolder shared, TrialEvents events) {
        this.context = context;
        this.shared = shared;
        this.events = events;
        this.watch = new TrialWatch(events);
        context.sc().addSparkListener(watch);
    }

    void submit(Trial trial) {
        watch.expect(trial);
        LastStep steps = new LastStep();
        context.sc().register(steps, "steps");
        context.setLocalProperty(TrialWatch.CANDIDATE, Integer.toString(trial.candidate()));
        context.setLocalProperty("spark.job.description", "candidate " + trial.candidate());
        Trial anywhere = new Trial(
                trial.candidate(),
                Anywhere.config(trial.config()),
                Path.of(trial.folder()).toAbsolutePath().toString(),
                trial.lastStage());
        pending.put(
                trial,
                context.parallelize(List.of(anywhere), 1)
                        .map(new TrialTask(shared, steps))
                        .collectAsync());
    }

    /** Passes results on as they come, until all are there, a stop is asked for, or the time is up. */
    void await(Instant deadline) {
        Instant late = Instant.now().plus(TIME_TO_BEGIN);
        boolean told = false;
        while (!pending.isEmpty() && !events.stopRequested()) {
            collect();
            if (Instant.now().isAfter(deadline)) {
                pending.entrySet().removeIf(job -> !watch.hasBegun(job.getKey()) && cancel(job.getValue()));
            }
            if (!told && Instant.now().isAfter(late) && watch.nothingHasBegun()) {
                told = true;
                LOG.warn(
                        "No worker has taken a candidate for {} s: a worker must have {} cores and {} of memory free,"
                                + " and see the same class path; the logs of workers and executors say more.",
                        TIME_TO_BEGIN.toSeconds(),
                        context.getConf().get("spark.task.cpus"),
                        context.getConf().get("spark.executor.memory"));
            }
            sleepUnless(pending::isEmpty);
        }
    }

    private void collect() {
        Iterator<Map.Entry<Trial, JavaFutureAction<List<TrialReport>>>> jobs =
                pending.entrySet().iterator();
        while (jobs.hasNext()) {
            Map.Entry<Trial, JavaFutureAction<List<TrialReport>>> job = jobs.next();
            if (job.getValue().isDone()) {
                jobs.remove();
                watch.done(job.getKey(), result(job.getKey(), job.getValue()));
            }
        }
    }

    private TrialResult result(Trial trial, JavaFutureAction<List<TrialReport>> job) {
        try {
            TrialReport report = job.get().get(0);
            if (report.problem() != null) {
                throw new CurriculumException(report.problem());
            }
            return TrialResult.fromJson(report.result());
        } catch (ExecutionException | CancellationException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            if (context.sc().isStopped()) {
                throw new CurriculumException(
                        "Spark has ended: " + SparkCluster.reason(cause)
                                + ". The logs of the workers say more; what was trained is kept.",
                        failed);
            }
            return TrialResult.failed(trial, SparkCluster.reason(cause) + ".");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CurriculumException("Interrupted; what was trained is kept.", interrupted);
        } catch (JsonProcessingException broken) {
            throw new CurriculumException(
                    "An executor sent a result that cannot be read: " + broken.getOriginalMessage(), broken);
        }
    }

    private static boolean cancel(JavaFutureAction<?> job) {
        job.cancel(true);
        return true;
    }

    /** Cancels what is under way, and gives it the time to save. */
    @Override
    public void close() {
        pending.values().forEach(TrialJobs::cancel);
        Instant last = Instant.now().plus(TIME_TO_SAVE);
        while (!context.sc().isStopped() && !watch.isIdle() && Instant.now().isBefore(last)) {
            sleepUnless(watch::isIdle);
        }
        context.sc().removeSparkListener(watch);
    }

    private static void sleepUnless(BooleanSupplier over) {
        if (over.getAsBoolean()) {
            return;
        }
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CurriculumException("Interrupted; what was trained is kept.", interrupted);
        }
    }
}
