package io.github.coconut4j.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders of models on the file systems of Windows and macOS, as jimfs has them: their names, roots and renames, but none of their locks. */
class OtherFileSystemsTest {
    static Stream<Arguments> systems() {
        return Stream.of(
                Arguments.of(Configuration.windows(), "C:\\models of mine\\Größe"),
                Arguments.of(Configuration.osX(), "/Volumes/models of mine/Größe"));
    }

    @ParameterizedTest
    @MethodSource("systems")
    void aModelIsReplacedAsAWholeAndRead(Configuration system, String place) throws IOException {
        ModelConfig config =
                new ModelConfig(new Gpt2Config(1, 8, 2, 20, 16, 1e-5), new LatentTokens(17, 18, 19, 16, 16));
        try (FileSystem files = Jimfs.newFileSystem(system);
                Model old = Model.create(config, Initialisation.GPT2, 1);
                Model written = Model.create(config, Initialisation.GPT2, 2)) {
            Path folder = Files.createDirectories(files.getPath(place));
            ModelFolder.save(old, folder);
            ModelFolder.save(written, folder);

            try (Model read = ModelFolder.load(folder);
                    Stream<Path> left = Files.list(folder)) {
                assertThat(read.config()).isEqualTo(config);
                assertThat(read.parameters().flat())
                        .isEqualTo(written.parameters().flat());
                assertThat(left.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("config.json", "model.safetensors");
            }
        }
    }
}
