/**
 * One training on Apache Spark: the shares of a round are the tasks of a job, one for each worker. Weights and moments go out as a broadcast and come back as results;
 * executors keep their model and its plans between tasks, and nothing that a result depends on.
 */
package io.github.coconut4j.tuning.spark.training;
