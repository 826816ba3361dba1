package io.github.coconut4j.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.cli.arguments.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedConfigsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void twoExperimentsASweepAndWhatOneComesTo() throws IOException {
        Files.createDirectories(folder.resolve("methods/expected"));
        Files.createFile(folder.resolve("quickstart.yaml"));
        Files.createFile(folder.resolve("methods/icot.yaml"));
        Files.writeString(folder.resolve("sweep.yaml"), "base: quickstart.yaml\n");
        Files.createDirectories(folder.resolve("expected"));
        Files.createFile(folder.resolve("expected/other.yaml"));
    }

    @Test
    void aConfigurationIsFoundByItsNameWithOrWithoutFolderAndEnding() {
        ShippedConfigs configs = new ShippedConfigs(List.of(folder));

        assertThat(configs.file("quickstart")).isEqualTo(folder.resolve("quickstart.yaml"));
        for (String name : new String[] {"icot", "icot.yaml", "methods/icot", "configs/methods/icot.yaml"}) {
            assertThat(configs.file(name)).as(name).isEqualTo(folder.resolve("methods/icot.yaml"));
        }
    }

    @Test
    void aSweepIsNotOfferedButFoundSoThatItCanBeSaidWhatItIs() {
        ShippedConfigs configs = new ShippedConfigs(List.of(folder));

        assertThat(configs.experiments())
                .containsExactly(folder.resolve("methods/icot.yaml"), folder.resolve("quickstart.yaml"));
        Path sweep = configs.file("sweep");
        assertThatThrownBy(() -> ExperimentFiles.load(sweep, List.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(sweep + " is a sweep")
                .hasMessageEndingWith("./coconut sweep " + sweep);
    }

    @Test
    void expectedNumbersAreNoConfigurations() {
        assertThatThrownBy(() -> new ShippedConfigs(List.of(folder)).file("other"))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith("there are icot, quickstart.");
    }

    @Test
    void aFolderOfThatNameWithoutConfigurationsHidesNoneOfTheProgram(@TempDir Path mine) throws IOException {
        Files.createFile(mine.resolve("notes.txt"));

        assertThat(new ShippedConfigs(List.of(mine, folder)).file("quickstart"))
                .isEqualTo(folder.resolve("quickstart.yaml"));
        assertThatThrownBy(() -> new ShippedConfigs(List.of(mine)).file("quickstart"))
                .hasMessage("There is no configuration quickstart in " + mine + "; no file there ends in .yaml.");
        assertThatThrownBy(() -> new ShippedConfigs(List.of()).file("quickstart"))
                .hasMessageContaining("no file there ends in .yaml");
    }

    @Test
    void thatOfTheFirstFolderIsTaken(@TempDir Path mine) throws IOException {
        Files.createFile(mine.resolve("quickstart.yaml"));

        assertThat(new ShippedConfigs(List.of(mine, folder)).file("quickstart"))
                .isEqualTo(mine.resolve("quickstart.yaml"));
    }
}
