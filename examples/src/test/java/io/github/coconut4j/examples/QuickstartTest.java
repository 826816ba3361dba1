package io.github.coconut4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.experiment.Experiment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuickstartTest {
    @Test
    void isTheExperimentOfTheConfiguration() {
        assertThat(Quickstart.quickstart())
                .isEqualTo(Experiment.load(Path.of("..", "configs", "quickstart.yaml"), List.of()));
    }
}
