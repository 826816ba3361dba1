package io.github.coconut4j.tuning.spark.cluster;

import io.github.coconut4j.curriculum.experiment.Experiment;
import java.nio.file.Path;

/** Makes the paths of an experiment absolute: an executor works in another folder than the driver. */
public final class Anywhere {
    private Anywhere() {}

    /**
     * {@return the same experiment with absolute paths of all files and folders, for workers whose folder is another}
     *
     * @param yaml of an experiment
     */
    public static String config(String yaml) {
        return Experiment.fromYaml(yaml)
                .files(path -> Path.of(path).toAbsolutePath().toString())
                .toYaml();
    }
}
