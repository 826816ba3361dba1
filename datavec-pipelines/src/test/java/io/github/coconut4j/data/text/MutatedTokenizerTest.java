package io.github.coconut4j.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tokenizer folders with something changed at random, in bytes or in what stands for a value. Each is read, or refused in one line. More with {@code
 * -Dcoconut4j.mutations=100000}.
 */
class MutatedTokenizerTest {
    private static final int MUTATIONS = Integer.getInteger("coconut4j.mutations", 400);
    private static final List<String> FILES = List.of(
            "vocab.json",
            "merges.txt",
            "tokenizer.json",
            "tokenizer_config.json",
            "added_tokens.json",
            "special_tokens_map.json");
    private static final List<String> VALUES = List.of(
            "null",
            "-1",
            "1e9",
            "2147483648",
            "9".repeat(1001),
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[[]]",
            "true",
            "1.5",
            "\"\\u0000\"",
            "[".repeat(1001),
            "\"" + "a".repeat(60_000) + "\"",
            "",
            "{\"content\": null}",
            "30000000",
            "\"<|latent|>\"");

    @TempDir
    Path folder;

    @Test
    void whateverIsChangedIsReadOrRefusedInOneLine() throws IOException {
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            writeWhole(random);
            Path file = folder.resolve(FILES.get(random.nextInt(FILES.size())));
            if (!Files.exists(file)) {
                continue;
            }
            byte[] changed = random.nextBoolean() ? bytes(file, random) : values(file, random);
            Files.write(file, changed);
            try {
                Tokenizer read = Tokenizers.load(folder);
                assertThat(read.decode(read.encode("the lows <sep>"))).isNotNull();
            } catch (DataException e) {
                refused++;
                assertThat(e.getMessage())
                        .as("mutation %d of %s", i, file.getFileName())
                        .doesNotContain("Exception", "java.", "jackson", "REDACTED", "null)")
                        .hasLineCount(1)
                        .hasSizeLessThanOrEqualTo(300);
            }
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 4);
    }

    private void writeWhole(Random random) throws IOException {
        for (String name : FILES) {
            Files.deleteIfExists(folder.resolve(name));
        }
        if (random.nextInt(3) == 0) {
            List<SmallPipeline> kinds = List.copyOf(new TreeMap<>(SmallPipeline.kinds()).values());
            kinds.get(random.nextInt(kinds.size())).write(folder);
            return;
        }
        SmallBpe small = new SmallBpe().added("<sep>", true, "lstrip").added("[PAD]", false);
        small.writeSeparate(folder);
        small.writeConfiguration(folder, Map.of("eos_token", "<|endoftext|>"));
        Files.writeString(folder.resolve("added_tokens.json"), "{\"<sep>\": 261, \"[PAD]\": 262}");
        Files.writeString(folder.resolve("special_tokens_map.json"), "{\"pad_token\": {\"content\": \"[PAD]\"}}");
        if (random.nextBoolean()) {
            small.writeTogether(folder);
        }
    }

    private static byte[] bytes(Path file, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(5) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    /** Puts another value in the place of what stands behind one of the colons or commas. */
    private static byte[] values(Path file, Random random) throws IOException {
        String text = Files.readString(file);
        int from = random.nextInt(text.length());
        while (from < text.length() - 1 && ":,[ ".indexOf(text.charAt(from)) < 0) {
            from++;
        }
        int to = from + 1;
        while (to < text.length() && ",]}\n".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        String changed = text.substring(0, from + 1)
                + VALUES.get(random.nextInt(VALUES.size()))
                + text.substring(Math.min(to, text.length()));
        return changed.getBytes(StandardCharsets.UTF_8);
    }
}
