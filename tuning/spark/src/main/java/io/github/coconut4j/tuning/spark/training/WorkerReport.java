package io.github.coconut4j.tuning.spark.training;

import java.io.Serializable;

/**
 * What a task brings back.
 *
 * @param executor and machine it ran on
 * @param result null if there is a problem
 * @param problem why this worker cannot train, a sentence; null if it can
 */
record WorkerReport<T extends Serializable>(String executor, T result, String problem) implements Serializable {
    private static final long serialVersionUID = 1L;
}
