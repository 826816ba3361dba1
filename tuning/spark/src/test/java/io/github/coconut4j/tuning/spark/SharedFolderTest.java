package io.github.coconut4j.tuning.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFolderTest {
    @TempDir
    Path folder;

    @Test
    void aMachineThatDoesNotSeeTheFolderSaysSo() throws IOException {
        try (SharedFolder shared = SharedFolder.mark(folder.resolve("candidates"))) {
            assertThat(shared.problem()).isEmpty();
            Files.delete(Path.of(shared.mark()));
            assertThat(shared.problem())
                    .hasValueSatisfying(sentence -> assertThat(sentence).contains("candidates", "--out"));
        }
    }

    @Test
    void nothingIsLeftInTheFolder() throws IOException {
        SharedFolder.mark(folder).close();

        assertThat(folder).isEmptyDirectory();
    }
}
