package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.cli.experiment.ShippedConfigs;
import io.github.coconut4j.curriculum.expected.Expected;
import io.github.coconut4j.curriculum.expected.MethodBands;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.method.Method;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody trains a configuration that comes with the program without knowing what to expect of it. */
class ShippedExpectationsTest {

    static List<Path> shipped() {
        return new ShippedConfigs(List.of(Path.of("..", "configs"))).experiments();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyExperimentHasMeasuredBandsOrSaysThatItWasNotRunHere(Path config) {
        Experiment experiment = Experiment.load(config, List.of());
        Expected expected = Expected.load(Expected.beside(config));

        assertThat(expected.methods())
                .extracting(MethodBands::method)
                .containsExactlyElementsOf(
                        experiment.methods().stream().map(Method::name).toList());
        if (expected.source() == Expected.Source.MEASURED) {
            assertThat(expected.isOf(experiment))
                    .as("measured on the settings of " + config)
                    .isTrue();
            assertThat(expected.seeds()).hasSizeGreaterThan(1);
        } else {
            assertThat(expected.note()).contains("not run here");
        }
    }
}
