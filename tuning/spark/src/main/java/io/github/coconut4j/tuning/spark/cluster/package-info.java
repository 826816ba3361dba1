/**
 * A Spark cluster as trainings of all kinds see it: {@link io.github.coconut4j.tuning.spark.cluster.SparkMaster} says where it is, {@link
 * io.github.coconut4j.tuning.spark.cluster.SparkCluster} is the connection to it.
 */
package io.github.coconut4j.tuning.spark.cluster;
