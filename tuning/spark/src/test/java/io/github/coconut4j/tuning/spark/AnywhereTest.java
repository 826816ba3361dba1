package io.github.coconut4j.tuning.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.tuning.spark.cluster.Anywhere;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AnywhereTest {
    @Test
    void anExecutorIsGivenPathsThatDoNotDependOnItsFolder() {
        String here = Path.of("").toAbsolutePath().toString();
        String yaml =
                """
                name: data
                data: {type: files, train_path: data/train.json, val_path: /val.json, test_path: data/test.json}
                """;

        assertThat(Anywhere.config(yaml))
                .contains(here + "/data/train.json", here + "/data/test.json", "\"/val.json\"", "name: \"data\"");
    }

    @Test
    void anExperimentStaysTheSame() {
        Experiment experiment = TinySweep.four().base();

        assertThat(Experiment.fromYaml(Anywhere.config(experiment.toYaml()))).isEqualTo(experiment);
    }
}
