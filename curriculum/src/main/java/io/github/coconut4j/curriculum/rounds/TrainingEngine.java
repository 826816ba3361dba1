package io.github.coconut4j.curriculum.rounds;

import java.util.Map;

/** Machines on which workers train. Whoever opens it closes it. */
public interface TrainingEngine extends AutoCloseable {

    /**
     * {@return workers for one training; to be closed before the engine}
     *
     * @param experiment of one method, as YAML
     * @param data fingerprint of each part of the data: what every worker must see as well
     */
    Workers workers(String experiment, Map<String, String> data);

    @Override
    void close();
}
