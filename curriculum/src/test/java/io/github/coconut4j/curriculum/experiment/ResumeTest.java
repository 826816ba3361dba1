package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.run.CheckpointState;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was stopped, whenever and however, goes on and ends with the same weights. */
class ResumeTest {
    @TempDir
    Path folder;

    @TempDir
    static Path shared;

    private static UninterruptedRun whole;

    @BeforeAll
    static void trainWithoutInterruption() {
        whole = UninterruptedRun.in(shared);
    }

    @Test
    void aRunThatIsStoppedBeforeItsFirstStepBeginsThere() throws IOException {
        Path stopped = folder.resolve("stopped");
        TrainingListener atOnce = new TrainingListener() {
            @Override
            public boolean stopRequested() {
                return true;
            }
        };

        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(stopped, atOnce))
                .isInstanceOf(RunStopped.class)
                .hasMessageStartingWith("Stopped after step 0 of 16 (coconut); saved in " + stopped);
        Run resumed = Experiment.resume(stopped);

        whole.assertIsEqualTo(stopped, resumed);
    }

    /** Steps within the first epoch, at the start of a stage, in the middle of an epoch, and at the very end. */
    @ParameterizedTest
    @ValueSource(longs = {2, 5, 11, 16})
    void aRunThatIsStoppedAndResumedEndsWithTheSameWeights(long step) throws IOException {
        Path stopped = folder.resolve("stopped");

        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(stopped, new StopAt(step)))
                .hasMessage("stopped");
        Run resumed = Experiment.resume(stopped);

        whole.assertIsEqualTo(stopped, resumed);
    }

    /** The last two fall on steps after which the problems are asked, within an epoch and at its end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 5, 7, 2, 8})
    void aRunThatIsAskedToStopIsSavedWithinTheEpochAndEndsWithTheSameWeights(long step) throws IOException {
        Path stopped = folder.resolve("stopped");

        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(stopped, new AskToStopAt(step)))
                .isInstanceOf(RunStopped.class)
                .hasMessageContaining("Stopped after step " + step + " of 16")
                .hasMessageContaining("-step-000000" + step);
        CheckpointState state =
                new RunFolder(stopped).checkpoints().latest().orElseThrow().state();
        assertThat(state.step()).isEqualTo(step);
        assertThat(state.position()).isEqualTo((step - 1) % 4 + 1);

        whole.assertIsEqualTo(stopped, Experiment.resume(stopped));
    }

    @Test
    void aStopIsHeardBetweenTheBatchesOfAnEvaluation() throws IOException {
        Path stopped = folder.resolve("stopped");
        TrainingListener whileAsking = new TrainingListener() {
            private int asked;

            @Override
            public boolean stopRequested() {
                // The three batches of 20 problems before the training, steps 1 and 2, three batches again: the second
                // of them.
                return ++asked == 7;
            }
        };

        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(stopped, whileAsking))
                .isInstanceOf(RunStopped.class)
                .hasMessageContaining("Stopped after step 2 of 16");

        whole.assertIsEqualTo(stopped, Experiment.resume(stopped));
    }

    @Test
    void aStopDuringTheTestLosesNothing() throws IOException {
        Path stopped = folder.resolve("stopped");
        TrainingListener inTheEnd = new TrainingListener() {
            private boolean last;

            @Override
            public void onCheckpoint(CheckpointWritten event) {
                last = event.checkpoint().state().epoch() == 4;
            }

            @Override
            public boolean stopRequested() {
                return last;
            }
        };

        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(stopped, inTheEnd))
                .isInstanceOf(RunStopped.class)
                .hasMessageContaining("saved in " + stopped.resolve("checkpoints/epoch-0004"));

        whole.assertIsEqualTo(stopped, Experiment.resume(stopped));
    }

    @Test
    void checkpointsByTimeChangeNothing() throws IOException {
        Path saved = folder.resolve("saved");
        List<String> names = new ArrayList<>();
        Experiment often = TinyExperiments.coconutAlone()
                .checkpoints(Dsl.checkpoints().everyEpochs(3).everyMinutes(1e-9));
        TrainingListener crash = new TrainingListener() {
            @Override
            public void onCheckpoint(CheckpointWritten event) {
                names.add(event.checkpoint().folder().getFileName().toString());
                if (event.checkpoint().state().step() == 11) {
                    throw new IllegalStateException("stopped");
                }
            }
        };

        assertThatThrownBy(() -> often.train(saved, crash)).hasMessage("stopped");
        assertThat(names)
                .startsWith("epoch-0000-step-0000001")
                .contains("epoch-0000-step-0000004", "epoch-0001-step-0000005")
                .doesNotContain("epoch-0001", "epoch-0002")
                .endsWith("epoch-0002-step-0000011");

        whole.assertIsEqualTo(saved, Experiment.resume(saved));
        assertThat(saved.resolve("checkpoints")).isDirectoryNotContaining("glob:**step*");
    }

    @Test
    void aFinishedRunIsResumedWithoutTrainingAgain() {
        Run again = Experiment.resume(whole.path(), new StopAt(1));

        assertThat(again.results()).isEqualTo(whole.run().results());
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
                new RunFolder(path.resolve("no_cot")).readResult().orElseThrow().seconds();

        Run resumed = Experiment.resume(path);

        assertThat(resumed.results()).extracting(result -> result.method()).containsExactly("no_cot", "cot");
        assertThat(resumed.result("no_cot").seconds()).isEqualTo(seconds);
        assertThat(path.resolve("cot/checkpoints/epoch-0004/model.safetensors")).exists();
    }

    @Test
    void aFolderWithARunIsNotTrainedInto() {
        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(whole.path()))
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

    @Test
    void aRunKnowsTheWeightsItBeganWithAndIsNotResumedOnOthers() throws Exception {
        Path parent = whole.path().resolve("checkpoints/epoch-0004");
        Path copy = Files.createDirectories(folder.resolve("parent"));
        for (String file : List.of("config.json", "model.safetensors", "vocab.json", "tokenizer_config.json")) {
            Files.copy(parent.resolve(file), copy.resolve(file));
        }
        Path path = folder.resolve("run");
        assertThatThrownBy(() -> TinyExperiments.coconutAlone()
                        .model(Dsl.pretrained(copy))
                        .train(path, new StopAt(6)))
                .hasMessage("stopped");
        byte[] weights = Files.readAllBytes(copy.resolve("model.safetensors"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(weights);
        assertThat(new RunFolder(path).readProvenance().orElseThrow().weights())
                .containsExactly(Map.entry(
                        "model.safetensors", "sha256:" + HexFormat.of().formatHex(hash)));

        weights[weights.length - 1] ^= 1;
        Files.write(copy.resolve("model.safetensors"), weights);
        assertThatThrownBy(() -> Experiment.resume(path))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("The weights in " + copy)
                .hasMessageContaining("have changed since it was started");
    }

    /** Ends a run as Ctrl-C would. */
    private static final class AskToStopAt implements TrainingListener {
        private final long step;
        private boolean reached;

        AskToStopAt(long step) {
            this.step = step;
        }

        @Override
        public void onStep(StepDone event) {
            reached = event.step() == step;
        }

        @Override
        public boolean stopRequested() {
            return reached;
        }
    }
}
