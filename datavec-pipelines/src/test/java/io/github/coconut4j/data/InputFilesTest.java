package io.github.coconut4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
    @TempDir
    private Path folder;

    @Test
    void theReasonIsNeverTheNameOfTheFileAlone() {
        Map.of(
                        new AccessDeniedException("/x"), "permission denied",
                        new NoSuchFileException("/x"), "there is no such file or folder",
                        new FileAlreadyExistsException("/x"), "there is a file of that name",
                        new NotDirectoryException("/x"), "it is not a folder",
                        new FileSystemException("/x", null, "Read-only file system"), "Read-only file system",
                        new FileSystemException("/x"), "the system does not say why",
                        new IOException("No space left on device"), "No space left on device",
                        new IOException(), "the system does not say why")
                .forEach((said, reason) -> assertThat(InputFiles.reason(said)).isEqualTo(reason));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anAddressIsToldFromAName() {
        assertThatThrownBy(() -> InputFiles.open(Path.of("https://example.org/train.json")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("addresses are not read");
        assertThatThrownBy(() -> InputFiles.open(folder.resolve("train.json")))
                .hasMessage("There is no file " + folder.resolve("train.json") + ".");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksInACircleAndToNowhereAreToldAsSuch() throws IOException {
        Path circle = folder.resolve("circle");
        Files.createSymbolicLink(circle, circle);
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("none"));

        assertThatThrownBy(() -> InputFiles.open(circle))
                .hasMessage(circle + " cannot be read: its links lead in a circle.");
        assertThatThrownBy(() -> InputFiles.open(nowhere))
                .hasMessage(nowhere + " is a link to a file that is not there.");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatCannotBeLookedIntoIsNotTakenForAnEmptyOne() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setReadable(false) && locked.toFile().setExecutable(false));
        assumeFalse(Files.isReadable(locked), "root looks into every folder");

        assertThat(InputFiles.isFolder(locked)).isFalse();
        assertThat(InputFiles.noFolder(locked))
                .isEqualTo(locked + " cannot be looked into: you have no permission to.");
    }

    @Test
    void whatIsNoFolderIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(InputFiles.isFolder(folder)).isTrue();
        assertThat(InputFiles.isFolder(file)).isFalse();
        assertThat(InputFiles.noFolder(file)).isEqualTo(file + " is a file, not a folder.");
        assertThat(InputFiles.noFolder(folder.resolve("none"))).startsWith("There is no folder ");
    }
}
