package io.github.coconut4j.tuning.spark;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.tuning.engine.SearchEngine;
import io.github.coconut4j.tuning.engine.TrialEvents;
import io.github.coconut4j.tuning.spark.cluster.SparkCluster;
import io.github.coconut4j.tuning.spark.cluster.SparkMaster;
import io.github.coconut4j.tuning.trial.Trial;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Trains candidates on the executors of a Spark cluster, one at a time on each, as many at once as there are executors. A
 * candidate that loses its executor is given to another one and goes on from its last checkpoint.
 */
final class SparkEngine implements SearchEngine {
    /** Its name in YAML. */
    static final String NAME = "spark";

    private final SparkCluster cluster;

    private SparkEngine(SparkCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Connects to a cluster, or starts one on this machine.
     *
     * @param threads a candidate takes
     * @throws CurriculumException if it cannot be had
     */
    static SparkEngine open(SparkMaster master, int threads) {
        return new SparkEngine(SparkCluster.open(master, threads));
    }

    @Override
    public void train(List<Trial> trials, Instant deadline, TrialEvents events) {
        if (trials.isEmpty()) {
            return;
        }
        cluster.using(() -> {
            Path folder = Path.of(trials.get(0).folder()).toAbsolutePath().getParent();
            try (SharedFolder shared = SharedFolder.mark(folder);
                    TrialJobs jobs = new TrialJobs(cluster.context(), shared, events)) {
                trials.forEach(jobs::submit);
                jobs.await(deadline);
                return null;
            }
        });
    }

    /** Ends Spark, and with it the processes it has started here. */
    @Override
    public void close() {
        cluster.close();
    }
}
