package io.github.coconut4j.tuning.spark;

import io.github.coconut4j.tuning.engine.EngineProvider;
import io.github.coconut4j.tuning.engine.EngineSettings;
import io.github.coconut4j.tuning.engine.SearchEngine;
import io.github.coconut4j.tuning.spark.cluster.SparkMaster;

/** Makes {@code spark} an engine that sweeps can ask for, as soon as this module is on the class path. */
public final class SparkEngineProvider implements EngineProvider {

    @Override
    public String name() {
        return SparkEngine.NAME;
    }

    @Override
    public SearchEngine open(EngineSettings settings) {
        return SparkEngine.open(SparkMaster.parse(settings.master()), settings.threads());
    }
}
