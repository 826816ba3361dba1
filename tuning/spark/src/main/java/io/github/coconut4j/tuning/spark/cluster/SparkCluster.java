package io.github.coconut4j.tuning.spark.cluster;

import io.github.coconut4j.curriculum.CurriculumException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A connection to a Spark cluster, or one that is started on this machine.
 *
 * @param context ended with it
 */
public record SparkCluster(JavaSparkContext context) implements AutoCloseable {
    /** What the names of a worker's threads begin with that delete what it has left on the disk. */
    private static final String TIDYING_UP = "worker-cleanup-thread";

    private static final Duration TIME_TO_TIDY_UP = Duration.ofSeconds(2);

    /**
     * Connects to a cluster, or starts one on this machine.
     *
     * @param master of {@link SparkMaster#parse}
     * @param threads a task takes
     * @return the cluster, to be closed
     * @throws CurriculumException if it cannot be had
     */
    public static SparkCluster open(SparkMaster master, int threads) {
        return open(master, threads, Map.of());
    }

    /**
     * The same with further properties, unless the user has set them.
     *
     * @param master of {@link SparkMaster#parse}
     * @param threads a task takes
     * @param properties {@code spark.…}
     * @return the cluster, to be closed
     */
    public static SparkCluster open(SparkMaster master, int threads, Map<String, String> properties) {
        SparkSettings.requireJvm(master);
        InetAddress here = SparkSettings.address();
        master.requireReachable(here);
        SparkConf conf = SparkSettings.of(master, threads, here);
        properties.forEach(conf::setIfMissing);
        try {
            return new SparkCluster(new JavaSparkContext(conf));
        } catch (Exception e) { // Scala's methods throw what they do not declare
            throw new CurriculumException("Spark does not start at " + master.url() + ": " + reason(e) + ".", e);
        }
    }

    /**
     * {@return what comes of something that is done on the cluster}
     *
     * @param <T> what that is
     * @param work done once
     * @throws CurriculumException if Spark has ended by itself meanwhile: it does when its master gives it up, and then says so in other words at every call
     */
    public <T> T using(Supplier<T> work) {
        try {
            return work.get();
        } catch (CurriculumException | CancellationException told) {
            throw told;
        } catch (RuntimeException wrong) {
            if (!context.sc().isStopped()) {
                throw wrong;
            }
            throw new CurriculumException(
                    "Spark has ended at " + context.master()
                            + ": its master has given the program up, as it does when no executor can be started. The"
                            + " logs of the Spark workers say more; what was trained is kept.",
                    wrong);
        }
    }

    /**
     * {@return what went wrong, in one line}
     *
     * @param wrong as Spark throws it
     */
    public static String reason(Throwable wrong) {
        Throwable cause = wrong instanceof SparkException || wrong.getCause() == null ? wrong : wrong.getCause();
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.lines().findFirst().orElse(cause.toString()).strip().replaceFirst("\\.$", "");
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
