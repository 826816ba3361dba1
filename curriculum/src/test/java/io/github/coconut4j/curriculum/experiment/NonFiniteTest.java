package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.settings.OnNonFinite;
import io.github.coconut4j.curriculum.training.Metrics;
import io.github.coconut4j.curriculum.training.TrainingListener.StepSkipped;
import io.github.coconut4j.data.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learning rate and a decay far too high make weights, and so losses, that are no finite numbers. */
class NonFiniteTest {
    private static final Experiment DIVERGING =
            TinyExperiments.coconutAlone().optimizer(Dsl.adamW(1000).weightDecay(1000));

    @TempDir
    Path folder;

    @Test
    void theRunStopsAndSavesTheBatch() throws IOException {
        Path run = folder.resolve("run");

        CurriculumException stopped = catchThrowableOfType(CurriculumException.class, () -> DIVERGING.train(run));

        Path file = new RunFolder(run).nonFiniteBatch(2);
        assertThat(stopped).hasMessageContaining("At step 2 (coconut, stage 0)").hasMessageContaining(file.toString());
        assertThat(stopped.getMessage().lines()).hasSize(1);
        JsonNode batch = new ObjectMapper().readTree(file.toFile());
        assertThat(batch.path("rows")).hasSize(8);
        try (var problems = DIVERGING.data().open(DIVERGING.seed(), DIVERGING.evaluation())) {
            for (JsonNode row : batch.path("rows")) {
                Problem problem = problems.training().problem(0, row.path("row").asLong());
                assertThat(row.path("problem").path("question").asText()).isEqualTo(problem.question());
            }
        }
        assertThat(batch.path("rows").findValues("row").stream().map(JsonNode::asLong))
                .doesNotHaveDuplicates();
        assertThat(new RunFolder(run).readFailure().orElseThrow().message()).contains("At step 2");
    }

    @Test
    void batchesAreLeftOutAndCountedWhenAskedUntilNoneIsLeftIn() {
        Path run = folder.resolve("run");

        assertThatThrownBy(() -> DIVERGING.onNonFinite(OnNonFinite.SKIP).train(run))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("10 steps in a row")
                .hasMessageContaining("step 11");

        List<StepSkipped> skipped = Metrics.read(new RunFolder(run).metrics()).events().stream()
                .filter(StepSkipped.class::isInstance)
                .map(StepSkipped.class::cast)
                .toList();
        assertThat(skipped).extracting(StepSkipped::skipped).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(skipped.get(0).step()).isEqualTo(2);
        assertThat(skipped).allSatisfy(step -> assertThat(step.file()).exists());
    }
}
