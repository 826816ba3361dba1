package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.run.CheckpointState;
import io.github.coconut4j.curriculum.run.Provenance;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.settings.CheckpointSettings;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

        assertIsTheWholeRun(stopped, resumed);
    }

    /** Steps within the first epoch, at the start of a stage, in the middle of an epoch, and at the very end. */
    @ParameterizedTest
    @ValueSource(longs = {2, 5, 11, 16})
    void aRunThatIsStoppedAndResumedEndsWithTheSameWeights(long step) throws IOException {
        Path stopped = folder.resolve("stopped");

        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(stopped, new StopAt(step)))
                .hasMessage("stopped");
        Run resumed = Experiment.resume(stopped);

        assertIsTheWholeRun(stopped, resumed);
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

        assertIsTheWholeRun(stopped, Experiment.resume(stopped));
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

        assertIsTheWholeRun(stopped, Experiment.resume(stopped));
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

        assertIsTheWholeRun(stopped, Experiment.resume(stopped));
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

        assertIsTheWholeRun(saved, Experiment.resume(saved));
        assertThat(saved.resolve("checkpoints")).isDirectoryNotContaining("glob:**step*");
    }

    @Test
    void aDamagedCheckpointIsNamedAndTheOneBeforeUsed() throws IOException {
        Path path = stoppedAt(12);
        Path damaged = path.resolve("checkpoints/epoch-0003/optimizer.safetensors");
        Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 1000));
        List<TrainingListener.Resumed> resumed = new ArrayList<>();

        Run run = Experiment.resume(path, new TrainingListener() {
            @Override
            public void onResumed(Resumed event) {
                resumed.add(event);
            }
        });

        assertThat(resumed).hasSize(1);
        assertThat(resumed.get(0).refused()).containsExactly(damaged + " has been damaged since it was written.");
        assertThat(resumed.get(0).checkpoint().orElseThrow().folder()).hasFileName("epoch-0002");
        assertIsTheWholeRun(path, run);
        assertThat(path.resolve("checkpoints/refused-epoch-0003/model.safetensors"))
                .exists();
    }

    @ParameterizedTest
    @MethodSource("foreigners")
    void aForeignCheckpointIsNamedAndTheOneBeforeUsed(Experiment foreign, String reason) throws IOException {
        Path path = stoppedAt(8);
        Path other = folder.resolve("other");
        foreign.checkpoints(Dsl.checkpoints().keep(CheckpointSettings.Keep.ALL)).train(other);
        Files.move(other.resolve("checkpoints/epoch-0003"), path.resolve("checkpoints/epoch-0003"));
        List<String> refused = new ArrayList<>();

        Run run = Experiment.resume(path, new TrainingListener() {
            @Override
            public void onResumed(Resumed event) {
                refused.addAll(event.refused());
            }
        });

        assertThat(refused)
                .hasSize(1)
                .allMatch(why -> why.contains("checkpoints/epoch-0003") && why.contains(reason), reason);
        assertIsTheWholeRun(path, run);
    }

    static Stream<Arguments> foreigners() {
        Experiment tiny = TinyExperiments.coconutAlone();
        return Stream.of(
                Arguments.of(tiny.seed(4), "its seed is 4, here it is 3"),
                Arguments.of(tiny.methods(Dsl.cot()), "its method is Cot"),
                Arguments.of(tiny.data(Dsl.graphSearch().hops(2).problemsPerEpoch(40)), "its data is"),
                Arguments.of(
                        tiny.model(Dsl.gpt2()
                                .layers(1)
                                .width(24)
                                .heads(2)
                                .positions(32)
                                .initStd(0.1)),
                        "another model than this run"));
    }

    /** All numbers fit, but the ids mean other tokens. */
    @Test
    void aCheckpointWithAnotherVocabularyIsNamedAndTheOneBeforeUsed() throws IOException {
        Path path = stoppedAt(12);
        Path checkpoint = path.resolve("checkpoints/epoch-0003");
        Path vocabulary = checkpoint.resolve("vocab.json");
        String swapped = Files.readString(vocabulary)
                .replace("\"->\"", "\"swap\"")
                .replace("\"?\"", "\"->\"")
                .replace("\"swap\"", "\"?\"");
        assertThat(swapped).isNotEqualTo(Files.readString(vocabulary));
        Files.writeString(vocabulary, swapped);
        signAnew(checkpoint, vocabulary);
        List<String> refused = new ArrayList<>();

        Run run = Experiment.resume(path, new TrainingListener() {
            @Override
            public void onResumed(Resumed event) {
                refused.addAll(event.refused());
            }
        });

        assertThat(refused).containsExactly(checkpoint + " has another vocabulary than this run.");
        assertIsTheWholeRun(path, run);
    }

    /** Writes the hash of a file into the state of its checkpoint, so that it counts as undamaged. */
    private static void signAnew(Path checkpoint, Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path state = checkpoint.resolve("state.json");
        ObjectNode root = (ObjectNode) json.readTree(state.toFile());
        String hash = Provenance.hashes(List.of(file)).get("vocab.json").substring("sha256:".length());
        ((ObjectNode) root.path("files")).put("vocab.json", hash);
        json.writeValue(state.toFile(), root);
    }

    @Test
    void aRunOfWhichNoCheckpointIsGoodIsNotBegunAnewInSilence() throws IOException {
        Path path = stoppedAt(4);
        Files.delete(path.resolve("checkpoints/epoch-0001/model.safetensors"));

        assertThatThrownBy(() -> Experiment.resume(path))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("No checkpoint of " + path + " is any good")
                .hasMessageContaining("epoch-0001/model.safetensors is missing.");
        assertThat(path.resolve("checkpoints/epoch-0001")).exists();
    }

    /** Killed right after the evaluation of an epoch's end, so that its checkpoint is the next one's. */
    private Path stoppedAt(long step) {
        Path path = folder.resolve("stopped");
        Experiment all =
                TinyExperiments.coconutAlone().checkpoints(Dsl.checkpoints().keep(CheckpointSettings.Keep.ALL));
        assertThatThrownBy(() -> all.train(path, new StopAt(step + 1))).hasMessage("stopped");
        return path;
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
                new RunFolder(path.resolve("no_cot")).readResult().orElseThrow().seconds();

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

    @Test
    void aRunKnowsTheWeightsItBeganWithAndIsNotResumedOnOthers() throws Exception {
        Path parent = whole.resolve("checkpoints/epoch-0004");
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

    private static void assertIsTheWholeRun(Path path, Run run) throws IOException {
        assertThat(new RunFolder(path)
                        .checkpoints()
                        .latest()
                        .orElseThrow()
                        .state()
                        .step())
                .isEqualTo(16);
        for (String file : List.of("model.safetensors", "optimizer.safetensors")) {
            assertThat(path.resolve("checkpoints/epoch-0004/" + file))
                    .hasSameBinaryContentAs(whole.resolve("checkpoints/epoch-0004/" + file));
        }
        assertThat(run.result("coconut").test())
                .isEqualTo(uninterrupted.result("coconut").test());
        assertThat(metrics(path)).isEqualTo(metrics(whole));
        assertThat(new RunFolder(path).readFailure()).isEmpty();
    }

    /** Every line but for what depends on the clock. */
    private static List<JsonNode> metrics(Path run) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            lines.add(
                    ((ObjectNode) new ObjectMapper().readTree(line)).remove(List.of("seconds", "examples_per_second")));
        }
        return lines;
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
