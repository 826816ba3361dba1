package io.github.coconut4j.tuning.spark.training;

import java.io.Serializable;
import java.util.Map;

/**
 * What an executor must know of a training to be one of its workers.
 *
 * @param id no other training has
 * @param experiment of one method, as YAML with absolute paths
 * @param data fingerprint of each part of the data on the driver
 */
record Assignment(String id, String experiment, Map<String, String> data) implements Serializable {
    private static final long serialVersionUID = 1L;
}
