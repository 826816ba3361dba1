package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.run.Provenance;
import io.github.coconut4j.curriculum.settings.CheckpointSettings;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A checkpoint that is damaged or belongs to something else is named, and the one before used. */
class DamagedCheckpointTest {
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
        whole.assertIsEqualTo(path, run);
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
        whole.assertIsEqualTo(path, run);
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
        whole.assertIsEqualTo(path, run);
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
}
