package io.github.coconut4j.curriculum.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.WholeFolders;
import io.github.coconut4j.curriculum.method.Coconut;
import io.github.coconut4j.curriculum.settings.CheckpointSettings.Keep;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.stage.Wording;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a run writes, on the file systems of Windows and macOS, as jimfs has them: roots, separators, letter case, names that are refused, folders that cannot be opened, renames
 * over what is there. Not of theirs is who may replace an open file, and who holds a lock.
 */
class OtherFileSystemsTest {
    static Stream<Configuration> systems() {
        return Stream.of(Configuration.windows(), Configuration.osX());
    }

    @ParameterizedTest
    @MethodSource("systems")
    void aFileIsReplacedAsAWhole(Configuration system) throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(system)) {
            Path file = files.getPath("report of größe.html");
            WholeFiles.write(file, "old, and longer than the new one");
            WholeFiles.write(file, "größer");

            assertThat(WholeFiles.read(file)).isEqualTo("größer");
            assertThat(entries(file.toAbsolutePath().getParent())).containsExactly("report of größe.html");
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void aFolderAppearsWithAllItsFilesOrNotAtAll(Configuration system) throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(system)) {
            Path folder = files.getPath("exported");
            assertThatThrownBy(() -> WholeFolders.write(folder, part -> {
                        WholeFiles.write(part.resolve("config.json"), "{}");
                        throw new CurriculumException("no room left");
                    }))
                    .hasMessage("no room left");
            assertThat(entries(folder.toAbsolutePath().getParent())).isEmpty();

            WholeFolders.write(folder, part -> WholeFiles.write(part.resolve("config.json"), "{}"));

            assertThat(entries(folder)).containsExactly("config.json");
            assertThat(entries(folder.toAbsolutePath().getParent())).containsExactly("exported");
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void checkpointsAreWrittenReadReplacedAndThinnedOut(Configuration system) throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(system)) {
            Checkpoints checkpoints = new Checkpoints(files.getPath("run", "checkpoints"));
            for (int epoch : List.of(1, 2, 2, 3)) {
                checkpoints.write(
                        state(epoch, 1 - 0.1 * epoch),
                        part -> WholeFiles.write(part.resolve("model.safetensors"), "weights of " + epoch));
            }
            assertThat(checkpoints.list()).hasSize(3);

            checkpoints.prune(Keep.BEST_PER_STAGE);

            assertThat(entries(files.getPath("run", "checkpoints"))).containsExactly("epoch-0001", "epoch-0003");
            assertThat(checkpoints.latest().orElseThrow().folder().resolve("model.safetensors"))
                    .hasContent("weights of 3");
        }
    }

    private static CheckpointState state(int epoch, double accuracy) {
        Curriculum curriculum = Curriculum.of(1).epochs(9, 9);
        return new CheckpointState(
                new Coconut(List.of(1), false),
                curriculum,
                epoch,
                0,
                0,
                0,
                epoch,
                0,
                accuracy,
                accuracy,
                new Plateau(accuracy, 1),
                42,
                1.5,
                Map.of(),
                Map.of(),
                Wording.STANDARD);
    }

    private static List<String> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
