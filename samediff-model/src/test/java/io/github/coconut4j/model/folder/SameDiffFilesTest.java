package io.github.coconut4j.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import org.junit.jupiter.api.Test;

class SameDiffFilesTest {
    private static final long GIB = 1L << 30;

    /** GPT-2 small, 0.5 GB, has a file; GPT-2 medium, 1.4 GB, has none. */
    @Test
    void filesEndAtOneGibibyte() {
        assertThat(SameDiffFiles.obstacle(gpt2(12, 768, 12), 16 * GIB)).isEmpty();
        assertThat(SameDiffFiles.obstacle(gpt2(24, 1024, 16), 16 * GIB))
                .hasValueSatisfying(why -> assertThat(why).contains("1 GiB"));
    }

    @Test
    void aHeapTooSmallForTheFileIsTold() {
        assertThat(SameDiffFiles.obstacle(gpt2(12, 768, 12), GIB))
                .hasValueSatisfying(why -> assertThat(why).contains("COCONUT_HEAP=2g"));
        assertThat(SameDiffFiles.obstacle(gpt2(2, 64, 2), GIB)).isEmpty();
    }

    private static ModelConfig gpt2(int layers, int width, int heads) {
        return new ModelConfig(new Gpt2Config(layers, width, heads, 50_260, 1024, 1e-5), TinyModels.TOKENS);
    }
}
