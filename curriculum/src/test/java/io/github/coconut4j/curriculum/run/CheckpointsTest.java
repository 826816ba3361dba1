package io.github.coconut4j.curriculum.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.method.Coconut;
import io.github.coconut4j.curriculum.method.Curriculum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void aWriterThatDiesLeavesNoCheckpointAndTheOneBeforeStands() {
        write(1, 0, 0.5);

        assertThatThrownBy(() -> checkpoints.write(state(2, 0, 0.5), temporary -> {
                    content(temporary, "half");
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(epochs()).containsExactly(1);
        assertThat(checkpoints.latest().orElseThrow().state().epoch()).isEqualTo(1);
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
    void theBestOfEveryStageAndTheLastAreKept() {
        write(1, 0, 0.6);
        write(2, 0, 0.9);
        write(3, 0, 0.8);
        write(4, 1, 0.7);
        write(5, 1, 0.7);
        write(6, 1, 0.2);

        checkpoints.prune();

        assertThat(epochs()).containsExactly(2, 5, 6);
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
        return new CheckpointState(
                new Coconut(2, false),
                Curriculum.of(3).epochs(3, 3, 1, 1).resetOptimizer(),
                epoch,
                stage,
                2 * stage,
                100L * epoch,
                accuracy,
                accuracy,
                42,
                1.5,
                Map.of());
    }
}
