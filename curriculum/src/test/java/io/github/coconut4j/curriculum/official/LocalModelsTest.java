package io.github.coconut4j.curriculum.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModelsTest {
    @TempDir
    private Path folder;

    @Test
    void modelsAreFoundWhereHuggingFaceKeepsThem() throws IOException {
        Path hub = folder.resolve("home/.cache/huggingface/hub");
        Path snapshots = hub.resolve("models--openai-community--gpt2/snapshots");
        for (String revision : List.of("aaa", "bbb", "ccc")) {
            Files.createFile(
                    Files.createDirectories(snapshots.resolve(revision)).resolve("config.json"));
        }
        Files.writeString(
                Files.createDirectories(hub.resolve("models--openai-community--gpt2/refs"))
                        .resolve("main"),
                "bbb\n");
        Path models = folder.resolve("models");
        Files.createFile(Files.createDirectories(models.resolve("gpt2")).resolve("config.json"));
        Map<String, String> nowhere = new HashMap<>();
        Path home = folder.resolve("home");

        String id = "openai-community/gpt2";
        assertThat(new LocalModels(Optional.empty(), nowhere, home).find(id)).isEqualTo(snapshots.resolve("bbb"));
        assertThat(new LocalModels(Optional.empty(), Map.of("HF_HUB_CACHE", hub.toString()), folder).find(id))
                .isEqualTo(snapshots.resolve("bbb"));
        assertThat(new LocalModels(
                                Optional.empty(),
                                Map.of("HF_HOME", hub.getParent().toString()),
                                folder)
                        .find(id))
                .isEqualTo(snapshots.resolve("bbb"));
        assertThat(new LocalModels(Optional.of(models), nowhere, home).find(id)).isEqualTo(models.resolve("gpt2"));
        assertThat(new LocalModels(Optional.empty(), nowhere, home)
                        .find(models.resolve("gpt2").toString()))
                .isEqualTo(models.resolve("gpt2"));
        assertThatThrownBy(() -> new LocalModels(Optional.empty(), nowhere, folder).find(id))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("models--openai-community--gpt2")
                .hasMessageContaining("--models");
    }
}
