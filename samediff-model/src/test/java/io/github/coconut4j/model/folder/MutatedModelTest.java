package io.github.coconut4j.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Configurations and weights of others with something changed at random. Each is read, or refused in one line. More with {@code -Dcoconut4j.mutations=100000}.
 */
class MutatedModelTest {
    private static final int MUTATIONS = Integer.getInteger("coconut4j.mutations", 400);
    private static final Path FILES = Path.of("src/test/resources/torch");
    private static final List<Path> WEIGHTS = List.of(
            FILES.resolve("gpt2/model.safetensors"),
            FILES.resolve("checkpoint_1"),
            FILES.resolve("half/pytorch_model.bin"));
    private static final List<String> VALUES = List.of(
            "null",
            "-1",
            "0",
            "1e9",
            "2147483647",
            "9".repeat(1001),
            "\"x\"",
            "[]",
            "{}",
            "true",
            "1.5",
            "[".repeat(1001),
            "",
            "1e300",
            "1000000");

    @TempDir
    Path folder;

    @Test
    void whateverIsChangedIsReadOrRefusedInOneLine() throws IOException {
        Random random = new Random(11);
        byte[] config = Files.readAllBytes(FILES.resolve("gpt2/config.json"));
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            boolean ofConfig = i % 3 == 0;
            byte[] weights = Files.readAllBytes(WEIGHTS.get(i % WEIGHTS.size()));
            Files.write(folder.resolve("config.json"), ofConfig ? value(config, random) : config);
            Path file = Files.write(folder.resolve("weights"), ofConfig ? weights : bytes(weights, random));
            LatentTokens tokens = new LatentTokens(13, 14, 15, 0, 0);
            try (Model model = ModelFolder.load(folder, file, tokens, new VocabularyGrowth(13, 16, 16, 1))) {
                assertThat(model.parameters().count()).isPositive();
            } catch (ModelException e) {
                refused++;
                assertThat(e.getMessage())
                        .as("mutation %d", i)
                        .doesNotContain("Exception", "java.", "jackson", "REDACTED")
                        .hasLineCount(1)
                        .hasSizeLessThanOrEqualTo(420);
            }
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 10);
    }

    private static byte[] bytes(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            // descriptions lie at the beginning, directories of zip files at the end
            int at = random.nextInt(Math.min(bytes.length, 3000));
            bytes[random.nextBoolean() ? at : bytes.length - 1 - at] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static byte[] value(byte[] config, Random random) {
        String text = new String(config, StandardCharsets.UTF_8);
        int from = text.indexOf(':', random.nextInt(text.lastIndexOf(':'))) + 1;
        int to = from;
        while (",\n".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        String changed = text.substring(0, from) + VALUES.get(random.nextInt(VALUES.size())) + text.substring(to);
        return changed.getBytes(StandardCharsets.UTF_8);
    }
}
