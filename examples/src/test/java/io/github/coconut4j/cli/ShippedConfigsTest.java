package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedConfigsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void twoConfigurationsAndWhatOneComesTo() throws IOException {
        Files.createDirectories(folder.resolve("methods/expected"));
        Files.createFile(folder.resolve("quickstart.yaml"));
        Files.createFile(folder.resolve("methods/icot.yaml"));
        Files.createDirectories(folder.resolve("expected"));
        Files.createFile(folder.resolve("expected/other.yaml"));
    }

    @Test
    void aConfigurationIsFoundByItsNameWithOrWithoutFolderAndEnding() {
        ShippedConfigs configs = new ShippedConfigs(folder);

        assertThat(configs.file("quickstart")).isEqualTo(folder.resolve("quickstart.yaml"));
        for (String name : new String[] {"icot", "icot.yaml", "methods/icot", "configs/methods/icot.yaml"}) {
            assertThat(configs.file(name)).as(name).isEqualTo(folder.resolve("methods/icot.yaml"));
        }
    }

    @Test
    void expectedNumbersAreNoConfigurations() {
        assertThatThrownBy(() -> new ShippedConfigs(folder).file("other"))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith("there are icot, quickstart.");
    }
}
