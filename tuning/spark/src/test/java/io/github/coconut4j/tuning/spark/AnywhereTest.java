package io.github.coconut4j.tuning.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.settings.data.RecordsSettings;
import io.github.coconut4j.curriculum.settings.model.PretrainedSettings;
import io.github.coconut4j.tuning.spark.cluster.Anywhere;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AnywhereTest {
    /** Whatever the keys are called: a transform is a file, and so are weights. */
    @Test
    void anExecutorIsGivenPathsThatDoNotDependOnItsFolder() {
        Path here = Path.of("").toAbsolutePath();
        RecordsSettings records = RecordsSettings.of("data/train.csv", "/val.csv", "data/steps.json")
                .testPath("data/test.csv");
        PretrainedSettings model = PretrainedSettings.of(Path.of("models/gpt2")).weights(Path.of("models/best.bin"));
        Experiment relative = TinySweep.four().base().data(records).model(model);

        Experiment there = Experiment.fromYaml(Anywhere.config(relative.toYaml()));

        assertThat(there.data())
                .isEqualTo(RecordsSettings.of(here + "/data/train.csv", "/val.csv", here + "/data/steps.json")
                        .testPath(here + "/data/test.csv"));
        assertThat(there.model())
                .isEqualTo(PretrainedSettings.of(here.resolve("models/gpt2")).weights(here.resolve("models/best.bin")));
        assertThat(there.data(relative.data()).model(model)).isEqualTo(relative);
    }

    @Test
    void anExperimentStaysTheSame() {
        Experiment experiment = TinySweep.four().base();

        assertThat(Experiment.fromYaml(Anywhere.config(experiment.toYaml()))).isEqualTo(experiment);
    }
}
