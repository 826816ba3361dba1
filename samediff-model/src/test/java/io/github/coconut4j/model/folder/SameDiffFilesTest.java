package io.github.coconut4j.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import org.junit.jupiter.api.Test;

class SameDiffFilesTest {
    /** FlatBuffers count bytes with 32 bits: GPT-2 medium, 1.4 GB, has a file, GPT-2 large, 3.1 GB, has none. */
    @Test
    void filesEndAtTwoGibibytes() {
        assertThat(SameDiffFiles.canHold(gpt2(24, 1024, 16))).isTrue();
        assertThat(SameDiffFiles.canHold(gpt2(36, 1280, 20))).isFalse();
    }

    private static ModelConfig gpt2(int layers, int width, int heads) {
        return new ModelConfig(new Gpt2Config(layers, width, heads, 50_260, 1024, 1e-5), TinyModels.TOKENS);
    }
}
