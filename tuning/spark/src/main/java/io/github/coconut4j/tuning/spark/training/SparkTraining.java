package io.github.coconut4j.tuning.spark.training;

import io.github.coconut4j.curriculum.rounds.TrainingEngine;
import io.github.coconut4j.curriculum.rounds.Workers;
import io.github.coconut4j.tuning.spark.cluster.Anywhere;
import io.github.coconut4j.tuning.spark.cluster.SparkCluster;
import java.util.Map;
import java.util.UUID;

/**
 * A Spark cluster on which workers train.
 *
 * @param cluster ended with it
 * @param workers of a training
 */
record SparkTraining(SparkCluster cluster, int workers) implements TrainingEngine {

    @Override
    public Workers workers(String experiment, Map<String, String> data) {
        Assignment assignment =
                new Assignment(UUID.randomUUID().toString(), Anywhere.config(experiment), Map.copyOf(data));
        return new SparkWorkers(new RoundJobs(cluster, workers), assignment);
    }

    /** Ends Spark, and with it the processes it has started here. */
    @Override
    public void close() {
        cluster.close();
    }
}
