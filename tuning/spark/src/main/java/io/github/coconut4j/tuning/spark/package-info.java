/**
 * The candidates of a sweep, trained on Apache Spark: each is one task, its experiment travels as text, its run is written
 * to a folder all machines share, and its result comes back as Spark brings results back.
 *
 * <p>Start with {@link io.github.coconut4j.tuning.spark.SparkEngine}. What happens on the driver is {@link
 * io.github.coconut4j.tuning.spark.TrialJobs}, what happens on an executor {@link
 * io.github.coconut4j.tuning.spark.TrialTask}.
 */
package io.github.coconut4j.tuning.spark;
