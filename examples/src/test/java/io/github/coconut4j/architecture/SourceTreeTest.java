package io.github.coconut4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can only be seen in the sources. */
class SourceTreeTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            assertThat(files.filter(SourceTreeTest::isMainSource)
                            .map(Path::getParent)
                            .distinct())
                    .isNotEmpty()
                    .allSatisfy(folder ->
                            assertThat(folder.resolve("package-info.java")).exists());
        }
    }

    private static boolean isMainSource(Path file) {
        String path = PROJECT.relativize(file).toString().replace('\\', '/');
        return path.contains("src/main/java/") && !path.contains("target/") && path.endsWith(".java");
    }
}
