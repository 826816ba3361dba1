package io.github.coconut4j.tuning.space;

import io.github.coconut4j.curriculum.experiment.Experiment;
import java.io.Serializable;

/**
 * A candidate's value, as Arbiter keeps and sends it: serialized.
 *
 * @param yaml the experiment
 */
public record CoconutConfiguration(String yaml) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The experiment it stands for. */
    public Experiment experiment() {
        return Experiment.fromYaml(yaml);
    }
}
