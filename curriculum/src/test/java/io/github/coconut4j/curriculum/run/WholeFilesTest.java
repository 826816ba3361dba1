package io.github.coconut4j.curriculum.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.coconut4j.curriculum.CurriculumException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class WholeFilesTest {
    @TempDir
    private Path folder;

    @Test
    void whatALinkPointsToIsReplacedAndTheLinkStays() throws Exception {
        Path target = Files.writeString(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("target"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere", "target"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("second"), link);

        WholeFiles.write(linkToLink, "new");

        assertThat(target).hasContent("new");
        assertThat(link).isSymbolicLink();
        assertThat(linkToLink).isSymbolicLink();
    }

    @Test
    void aLinkToAFileThatIsNotThereYetMakesIt() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("later"));

        WholeFiles.write(link, "new");

        assertThat(folder.resolve("later")).hasContent("new");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void linksInACircleAreRefused() throws Exception {
        Path one = folder.resolve("one");
        Files.createSymbolicLink(one, folder.resolve("two"));
        Files.createSymbolicLink(folder.resolve("two"), one);

        assertThatThrownBy(() -> WholeFiles.write(one, "new"))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("circle");
    }

    @Test
    void aPipeIsWrittenTo() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();

        WholeFiles.write(pipe, "through");

        assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("through");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceStaysOneAndItsErrorsAreErrors() {
        WholeFiles.write(Path.of("/dev/null"), "gone");

        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        assertThatThrownBy(() -> WholeFiles.write(Path.of("/dev/full"), "much"))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("/dev/full");
    }
}
