package io.github.coconut4j.curriculum.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.method.Coconut;
import io.github.coconut4j.curriculum.settings.CheckpointSettings.Keep;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.stage.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
    @TempDir
    Path folder;

    private Checkpoints checkpoints;

    @BeforeEach
    void open() {
        checkpoints = new Checkpoints(folder.resolve("checkpoints"));
    }

    @Test
    void aCheckpointIsReadAsItWasWritten() {
        write(3, 1, 0.7);

        Checkpoint latest = checkpoints.latest().orElseThrow();

        assertThat(latest.folder().getFileName()).hasToString("epoch-0003");
        assertThat(latest.state().withFiles(Map.of())).isEqualTo(state(3, 1, 0.7));
        assertThat(latest.optimizer()).hasContent("optimizer 3");
    }

    @Test
    void aWriterThatDiesLeavesNoCheckpointAndTheOneBeforeStands() throws IOException {
        write(1, 0, 0.5);

        assertThatThrownBy(() -> checkpoints.write(state(2, 0, 0.5), temporary -> {
                    content(temporary, "half");
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(epochs()).containsExactly(1);
        assertThat(folder.resolve("checkpoints")).isDirectoryNotContaining("glob:**.writing*");
        assertThat(checkpoints.latest().orElseThrow().state().epoch()).isEqualTo(1);
        Path killed = Files.createDirectories(folder.resolve("checkpoints/.writing-epoch-0002"));
        Files.writeString(killed.resolve("model.safetensors"), "half");
        write(2, 0, 0.5);
        assertThat(folder.resolve("checkpoints")).isDirectoryNotContaining("glob:**.writing*");
        assertThat(epochs()).containsExactly(1, 2);
    }

    @Test
    void damagedCheckpointsAreLeftOut() throws IOException {
        write(1, 0, 0.5);
        Checkpoint second = write(2, 0, 0.5);
        Checkpoint third = write(3, 0, 0.5);
        Files.writeString(second.folder().resolve("model.safetensors"), "bit rot");
        Files.writeString(third.folder().resolve("state.json"), "{\"epoch\": 3");

        assertThat(checkpoints.latest().orElseThrow().state().epoch()).isEqualTo(1);
    }

    @Test
    void aStateThatLacksWhatMattersIsBrokenAndOneThatLacksALaterNumberIsNot() throws IOException {
        Checkpoint first = write(1, 0, 0.5);
        Checkpoint second = write(2, 0, 0.5);
        Path state = first.folder().resolve("state.json");
        Files.writeString(state, Files.readString(state).replaceAll("  \"(skipped|position)\" : 0,\n", ""));
        Files.writeString(second.folder().resolve("state.json"), "{\"epoch\": 2}");

        assertThat(Files.readString(state)).doesNotContain("skipped", "position");
        assertThat(epochs()).containsExactly(1);
    }

    /** Read as 0, such a checkpoint would begin the training anew with the weights of its end, in silence. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "epoch",
                "stage",
                "thoughts",
                "step",
                "accuracy",
                "seed",
                "seconds",
                "method",
                "curriculum",
                "files"
            })
    void aStateWithoutOneOfItsKeysIsBrokenAndSaysWhich(String key) throws IOException {
        Path folder = write(1, 0, 0.5).folder();
        ObjectMapper json = new ObjectMapper();
        ObjectNode state =
                (ObjectNode) json.readTree(folder.resolve("state.json").toFile());
        for (boolean gone : new boolean[] {true, false}) {
            ObjectNode broken = state.deepCopy();
            broken.remove(key);
            json.writeValue(folder.resolve("state.json").toFile(), gone ? broken : broken.putNull(key));

            assertThatThrownBy(() -> Checkpoint.open(folder))
                    .isInstanceOf(CurriculumException.class)
                    .hasMessage(folder.resolve("state.json") + " is broken: " + key
                            + " is missing or not what it should be.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thoughts | -1                   | thoughts must be at least 0, not -1.",
                "epoch    | -3                   | epoch must be at least 0, not -3.",
                "step     | -9223372036854775808 | step must be at least 0, not -9223372036854775808.",
                "thoughts | 1000000000000        | it holds a number that is too large.",
                "position | 1e400                | position is missing or not what it should be.",
            })
    void aStateWithANumberThatCannotBeIsBroken(String key, String value, String why) throws IOException {
        Path state = write(1, 0, 0.5).folder().resolve("state.json");
        Files.writeString(
                state, Files.readString(state).replaceFirst("\"" + key + "\" : \\d+", "\"" + key + "\" : " + value));

        assertThatThrownBy(() -> Checkpoint.open(state.getParent()))
                .isInstanceOf(CurriculumException.class)
                .hasMessage(state + " is broken: " + why);
    }

    @Test
    void aStateThatIsALinkToNothingIsNoModelOfOthers() throws IOException {
        Path state = write(1, 0, 0.5).folder().resolve("state.json");
        Files.delete(state);
        Files.createSymbolicLink(state, Path.of("nowhere"));

        assertThatThrownBy(() -> Checkpoint.find(state.getParent()))
                .isInstanceOf(CurriculumException.class)
                .hasMessage(state + " is a link to a file that is not there.");
    }

    @Test
    void aResultWithoutItsStepsIsBrokenAndOneThatLacksALaterNumberIsNot() throws IOException {
        RunFolder run = new RunFolder(folder);
        RunResult result =
                new RunResult("coconut", new Evaluation(3, 1, 0, 2, 1), 2, 16, 128, 1.5, "checkpoints/epoch-0004", 0);
        run.finish(result);
        Path file = folder.resolve("result.json");
        String whole = Files.readString(file);

        Files.writeString(
                file, whole.replaceAll(",\\s*\"skipped\" : 0", "").replaceAll(",\\s*\"geometry\" : \\[ ]", ""));
        assertThat(Files.readString(file)).doesNotContain("skipped", "geometry");
        assertThat(run.readResult()).contains(result);

        Files.writeString(file, whole.replaceAll("\"right\" : 3,", ""));
        assertThatThrownBy(run::readResult)
                .isInstanceOf(CurriculumException.class)
                .hasMessage(file + " is broken: test.right is missing or not what it should be.");
    }

    @Test
    void theBestOfEveryStageAndTheLastAreKept() {
        write(1, 0, 0.6);
        write(2, 0, 0.9);
        write(3, 0, 0.8);
        write(4, 1, 0.7);
        write(5, 1, 0.7);
        write(6, 1, 0.2);

        checkpoints.prune(Keep.BEST_PER_STAGE);

        assertThat(epochs()).containsExactly(2, 5, 6);
    }

    @ParameterizedTest
    @CsvSource({"ALL, 1;2;3;4;5;6", "LAST, 6", "BEST_PER_STAGE, 2;5;6"})
    void whatIsKeptCanBeChosen(Keep keep, String kept) {
        write(1, 0, 0.6);
        write(2, 0, 0.9);
        write(3, 0, 0.8);
        write(4, 1, 0.7);
        write(5, 1, 0.7);
        write(6, 1, 0.2);

        checkpoints.prune(keep);

        assertThat(epochs()).map(Object::toString).containsExactly(kept.split(";"));
    }

    @ParameterizedTest
    @EnumSource
    void aCheckpointWithinAnEpochIsKeptUntilTheNext(Keep keep) {
        write(1, 0, 0.6);
        checkpoints.write(state(1, 20, 0, 0.9), temporary -> content(temporary, "early"));
        checkpoints.write(state(1, 30, 0, 0.9), temporary -> content(temporary, "late"));

        checkpoints.prune(keep);
        assertThat(checkpoints.latest().orElseThrow().folder()).hasFileName("epoch-0001-step-0000130");
        assertThat(folder.resolve("checkpoints/epoch-0001-step-0000120")).doesNotExist();

        write(2, 0, 0.5);
        checkpoints.prune(keep);
        assertThat(folder.resolve("checkpoints")).isDirectoryNotContaining("glob:**step*");
        assertThat(checkpoints.latest().orElseThrow().state().epoch()).isEqualTo(2);
    }

    @Test
    void whatAKilledProcessLeftIsSweptAway() throws IOException {
        write(1, 0, 0.6);
        for (String left : List.of(".writing-epoch-0002", ".deleted-epoch-0000")) {
            Files.writeString(
                    Files.createDirectories(folder.resolve("checkpoints").resolve(left))
                            .resolve("model.safetensors"),
                    "half");
        }

        checkpoints.prune(Keep.ALL);

        assertThat(folder.resolve("checkpoints").toFile().list()).containsExactly("epoch-0001");
    }

    @Test
    void aCheckpointThatIsNotWantedIsNamedWithTheReason() throws IOException {
        write(1, 0, 0.5);
        Checkpoint second = write(2, 0, 0.5);
        Checkpoint third = write(3, 0, 0.5);
        Files.write(second.folder().resolve("model.safetensors"), new byte[3]);
        Map<Path, String> refused = new LinkedHashMap<>();

        Optional<Integer> epoch = checkpoints.latest(
                checkpoint -> {
                    if (checkpoint.state().epoch() == 3) {
                        throw new IllegalStateException("foreign");
                    }
                    return checkpoint.state().epoch();
                },
                refused::put);

        assertThat(epoch).contains(1);
        assertThat(refused).containsOnlyKeys(second.folder(), third.folder());
        assertThat(refused.get(third.folder())).isEqualTo("foreign");
        assertThat(refused.get(second.folder())).contains("damaged since it was written");
    }

    @Test
    void aCheckpointThatIsSetAsideIsFoundNoMoreAndNotLost() {
        write(1, 0, 0.5);
        Checkpoint second = write(2, 0, 0.5);

        checkpoints.setAside(second.folder());

        assertThat(epochs()).containsExactly(1);
        assertThat(folder.resolve("checkpoints/refused-epoch-0002/model.safetensors"))
                .hasContent("model 2");
    }

    @Test
    void withoutCheckpointsThereIsNoLatest() {
        assertThat(checkpoints.latest()).isEmpty();
    }

    private List<Integer> epochs() {
        return checkpoints.list().stream()
                .map(checkpoint -> checkpoint.state().epoch())
                .toList();
    }

    private Checkpoint write(int epoch, int stage, double accuracy) {
        return checkpoints.write(state(epoch, stage, accuracy), temporary -> content(temporary, epoch));
    }

    private static void content(Path temporary, Object content) {
        try {
            Files.writeString(temporary.resolve("model.safetensors"), "model " + content);
            Files.writeString(temporary.resolve(Checkpoint.OPTIMIZER), "optimizer " + content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CheckpointState state(int epoch, int stage, double accuracy) {
        return state(epoch, 0, stage, accuracy);
    }

    private static CheckpointState state(int epoch, long position, int stage, double accuracy) {
        return new CheckpointState(
                new Coconut(List.of(2), false),
                Curriculum.of(3).epochs(3, 3, 1, 1).resetOptimizer(),
                epoch,
                position,
                stage,
                2 * stage,
                100L * epoch + position,
                0,
                accuracy,
                accuracy,
                new Plateau(accuracy, 2),
                42,
                1.5,
                Map.of("training", "problems"),
                Map.of(),
                Wording.STANDARD);
    }
}
