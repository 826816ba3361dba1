package io.github.coconut4j.tuning.space;

import io.github.coconut4j.curriculum.experiment.Experiment;
import java.io.Serializable;
import java.util.List;

/**
 * A candidate's value, as Arbiter keeps and sends it: serialized.
 *
 * @param base every key that is not searched, as YAML
 * @param settings of the searched keys
 */
public record CoconutConfiguration(String base, List<Setting> settings) implements Serializable {
    private static final long serialVersionUID = 1L;

    public CoconutConfiguration {
        settings = List.copyOf(settings);
    }

    /**
     * {@return the experiment it stands for}
     *
     * @throws io.github.coconut4j.curriculum.CurriculumException if the settings do not make a sound one
     */
    public Experiment experiment() {
        return Experiment.fromYaml(base)
                .with(settings.stream().map(Setting::text).toList());
    }
}
