package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that leave numbers out at random. */
class DropoutRunTest {
    private static final Experiment EXPERIMENT = Experiment.fromYaml(
            """
            name: dropout
            data: {type: graph_search, hops: 2, problems_per_epoch: 24}
            model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 40}
            curriculum: {stages: 1, epochs: [1, 1]}
            optimizer: {lr: 1e-3}
            batch_size: 8
            dropout: [0.1, 0.3, 0.2]
            evaluation: {validation_problems: 4, test_problems: 4, max_new_tokens: 4}
            """);

    @TempDir
    private Path folder;

    @Test
    void aRunThatIsStoppedAndResumedLeavesOutTheSame() {
        Path whole = folder.resolve("whole");
        EXPERIMENT.train(whole);
        Path stopped = folder.resolve("stopped");
        assertThatThrownBy(() -> EXPERIMENT.train(stopped, new TrainingListener() {
                    @Override
                    public void onStep(StepDone event) {
                        if (event.step() == 4) {
                            throw new IllegalStateException("stopped");
                        }
                    }
                }))
                .hasMessage("stopped");
        Experiment.resume(stopped);
        Path without = folder.resolve("without");
        EXPERIMENT.dropout(0.0).train(without);
        assertThat(weights(stopped)).isEqualTo(weights(whole));
        assertThat(weights(without)).isNotEqualTo(weights(whole));
    }

    private static float[] weights(Path run) {
        Path last = new RunFolder(run).checkpoints().latest().orElseThrow().folder();
        try (Model model = ModelFolder.load(last)) {
            return model.parameters().flat().toFloatVector();
        }
    }

    @Test
    void oneShareIsWrittenAsANumberAndThreeAsAList() {
        assertThat(Experiment.fromYaml(EXPERIMENT.toYaml())).isEqualTo(EXPERIMENT);
        Experiment one = EXPERIMENT.with(List.of("dropout=0.25"));
        assertThat(one).isEqualTo(EXPERIMENT.dropout(0.25));
        assertThat(one.toYaml()).contains("dropout: 0.25");
        assertThat(DropoutShares.of(one).residual()).isEqualTo(0.25);
        assertThat(DropoutShares.of(EXPERIMENT).attention()).isEqualTo(0.3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 | below 1", "-0.1 | -0.1", "[0.1, 0.2] | three", "[] | three", "x | dropout"})
    void sharesThatCannotBeAreRefused(String shares, String why) {
        assertThatThrownBy(() -> EXPERIMENT.with(List.of("dropout=" + shares)))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContainingAll("dropout", why);
    }
}
