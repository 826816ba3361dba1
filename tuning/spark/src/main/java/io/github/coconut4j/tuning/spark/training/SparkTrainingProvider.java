package io.github.coconut4j.tuning.spark.training;

import io.github.coconut4j.curriculum.rounds.TrainingEngine;
import io.github.coconut4j.curriculum.rounds.TrainingEngineProvider;
import io.github.coconut4j.tuning.spark.cluster.SparkCluster;
import io.github.coconut4j.tuning.spark.cluster.SparkMaster;
import java.util.Map;

/** Makes {@code spark} an engine that trainings can ask for, as soon as this module is on the class path. */
public final class SparkTrainingProvider implements TrainingEngineProvider {

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public TrainingEngine open(int workers, int threads, String url) {
        SparkMaster master = SparkMaster.parse(url);
        int cores = master.coresPerCandidate(threads) * workers;
        return new SparkTraining(
                SparkCluster.open(
                        master,
                        threads,
                        Map.of(
                                // No more executors than there are workers, and all of them before the first task.
                                "spark.cores.max", Integer.toString(cores),
                                "spark.executor.instances", Integer.toString(workers),
                                "spark.scheduler.minRegisteredResourcesRatio", "1",
                                "spark.scheduler.maxRegisteredResourcesWaitingTime", "15s",
                                // Weights and moments of all workers come back together; the heap is the limit.
                                "spark.driver.maxResultSize", "0",
                                // A worker's state comes with its report, not by a second request; floats hardly
                                // shrink.
                                "spark.task.maxDirectResultSize", "64m",
                                "spark.broadcast.compress", "false")),
                workers);
    }
}
