package io.github.coconut4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.tuning.Sweep;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepThoughtsTest {
    @Test
    void javaAndYamlSayTheSame() {
        assertThat(Sweep.load(Path.of("../configs/sweep-thoughts.yaml"), List.of()))
                .isEqualTo(SweepThoughts.thoughts());
    }
}
