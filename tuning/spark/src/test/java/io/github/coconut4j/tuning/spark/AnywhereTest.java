package io.github.coconut4j.tuning.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.tuning.trial.Trial;
import java.nio.file.Path;
import java.util.List;
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

        Trial trial = Anywhere.of(new Trial(3, yaml, "runs/sweep/candidates/0003", 2));

        assertThat(trial.folder()).isEqualTo(here + "/runs/sweep/candidates/0003");
        assertThat(trial.config())
                .contains(here + "/data/train.json", here + "/data/test.json", "\"/val.json\"", "name: \"data\"");
    }

    @Test
    void anExperimentStaysTheSame() {
        Experiment experiment = TinySweep.four().base();

        Trial trial = Anywhere.of(new Trial(0, experiment.toYaml(), "/runs", 2));

        assertThat(Experiment.fromYaml(trial.config()).with(List.of())).isEqualTo(experiment);
    }
}
