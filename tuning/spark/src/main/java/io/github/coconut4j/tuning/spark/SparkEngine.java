package io.github.coconut4j.tuning.spark;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.tuning.engine.SearchEngine;
import io.github.coconut4j.tuning.engine.TrialEvents;
import io.github.coconut4j.tuning.trial.Trial;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Trains candidates on the executors of a Spark cluster, one at a time on each, as many at once as there are executors. A
 * candidate that loses its executor is given to another one and goes on from its last checkpoint.
 */
final class SparkEngine implements SearchEngine {
    /** Its name in YAML. */
    static final String NAME = "spark";

    /** What the names of a worker's threads begin with that delete what it has left on the disk. */
    private static final String TIDYING_UP = "worker-cleanup-thread";

    private static final Duration TIME_TO_TIDY_UP = Duration.ofSeconds(2);

    private final JavaSparkContext context;

    private SparkEngine(JavaSparkContext context) {
        this.context = context;
    }

    /**
     * Connects to a cluster, or starts one on this machine.
     *
     * @param threads a candidate takes
     * @throws CurriculumException if it cannot be had
     */
    static SparkEngine open(SparkMaster master, int threads) {
        SparkSettings.requireJvm(master);
        InetAddress here = SparkSettings.address();
        master.requireReachable(here);
        try {
            return new SparkEngine(new JavaSparkContext(SparkSettings.of(master, threads, here)));
        } catch (Exception e) { // Scala's methods throw what they do not declare
            throw new CurriculumException("Spark does not start at " + master.url() + ": " + reason(e) + ".", e);
        }
    }

    /** What went wrong, in one line. */
    static String reason(Throwable wrong) {
        Throwable cause = wrong instanceof SparkException || wrong.getCause() == null ? wrong : wrong.getCause();
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.lines().findFirst().orElse(cause.toString()).strip().replaceFirst("\\.$", "");
    }

    @Override
    public void train(List<Trial> trials, Instant deadline, TrialEvents events) {
        if (trials.isEmpty()) {
            return;
        }
        Path folder = Path.of(trials.get(0).folder()).toAbsolutePath().getParent();
        try (SharedFolder shared = SharedFolder.mark(folder);
                TrialJobs jobs = new TrialJobs(context, shared, events)) {
            trials.forEach(jobs::submit);
            jobs.await(deadline);
        }
    }

    /** Ends Spark, and with it the processes it has started here. */
    @Override
    public void close() {
        // Workers that are ended while they tidy up print a stack trace that means nothing.
        QuietThreads quiet = QuietThreads.named(TIDYING_UP);
        try {
            context.close();
            Instant last = Instant.now().plus(TIME_TO_TIDY_UP);
            while (isTidyingUp() && Instant.now().isBefore(last)) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            quiet.close();
        }
    }

    private static boolean isTidyingUp() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith(TIDYING_UP));
    }
}
