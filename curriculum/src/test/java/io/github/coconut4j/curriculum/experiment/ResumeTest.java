package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.MetricsFile;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path whole;
    private static Run uninterrupted;

    @BeforeAll
    static void trainWithoutInterruption() {
        whole = shared.resolve("whole");
        uninterrupted = TinyExperiments.coconutAlone().train(whole);
    }

    /** Steps within the first epoch, at the start of a stage, in the middle of an epoch, and at the very end. */
    @ParameterizedTest
    @ValueSource(longs = {2, 5, 11, 16})
    void aRunThatIsStoppedAndResumedEndsWithTheSameWeights(long step) throws IOException {
        Path stopped = folder.resolve("stopped");

        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(stopped, new StopAt(step)))
                .hasMessage("stopped");
        Run resumed = Experiment.resume(stopped);

        assertThat(new RunFolder(stopped)
                        .checkpoints()
                        .latest()
                        .orElseThrow()
                        .state()
                        .step())
                .isEqualTo(16);
        for (String file : List.of("model.safetensors", "optimizer.safetensors")) {
            assertThat(stopped.resolve("checkpoints/epoch-0004/" + file))
                    .hasSameBinaryContentAs(whole.resolve("checkpoints/epoch-0004/" + file));
        }
        assertThat(resumed.result("coconut").test())
                .isEqualTo(uninterrupted.result("coconut").test());
        assertThat(losses(stopped)).hasSize(16).isEqualTo(losses(whole));
    }

    @Test
    void aFinishedRunIsResumedWithoutTrainingAgain() {
        Run again = Experiment.resume(whole, new StopAt(1));

        assertThat(again.results()).isEqualTo(uninterrupted.results());
    }

    @Test
    void finishedMethodsAreKeptAndTheOthersTrained() {
        Path path = folder.resolve("two");
        Experiment two = TinyExperiments.coconutAlone().methods(Dsl.noCot(), Dsl.cot());
        assertThatThrownBy(() -> two.train(path, new TrainingListener() {
                    @Override
                    public void onStep(StepDone event) {
                        if (event.method().equals("cot") && event.step() == 6) {
                            throw new IllegalStateException("stopped");
                        }
                    }
                }))
                .hasMessage("stopped");
        double seconds =
                new RunFolder(path.resolve("no_cot")).result().orElseThrow().seconds();

        Run resumed = Experiment.resume(path);

        assertThat(resumed.results()).extracting(result -> result.method()).containsExactly("no_cot", "cot");
        assertThat(resumed.result("no_cot").seconds()).isEqualTo(seconds);
        assertThat(path.resolve("cot/checkpoints/epoch-0004/model.safetensors")).exists();
    }

    @Test
    void aFolderWithARunIsNotTrainedInto() {
        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(whole))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("already holds a run; continue it with --resume");
    }

    @Test
    void aFolderWithoutRunIsNotResumed() {
        assertThatThrownBy(() -> Experiment.resume(folder))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("holds no run to resume");
    }

    @Test
    void aRunIsNotResumedOnOtherData() throws IOException {
        Path path = folder.resolve("run");
        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(path, new StopAt(6)))
                .hasMessage("stopped");
        Path config = path.resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replace("hops: 2", "hops: 3"));

        assertThatThrownBy(() -> Experiment.resume(path))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("have changed since it was started");
    }

    private static List<Double> losses(Path run) {
        return MetricsFile.read(run.resolve("metrics.jsonl")).stream()
                .filter(line -> line.path("event").asText().equals("step"))
                .map(line -> line.path("loss"))
                .map(JsonNode::asDouble)
                .toList();
    }

    /** Ends a run as a crash would: in the middle of everything. */
    private record StopAt(long step) implements TrainingListener {
        @Override
        public void onStep(StepDone event) {
            if (event.step() == step) {
                throw new IllegalStateException("stopped");
            }
        }
    }
}
