package io.github.coconut4j.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with the tokenizers library of Hugging Face, which has native code for some platforms only. */
class HuggingFaceAgreementTest {
    private static final String[] PARTS = {
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "\r\n",
        "\u00a0",
        "\u3000",
        "'s",
        "'LL",
        "it’s",
        "naïve",
        "é",
        "e\u0301",
        "日本",
        "😀",
        "👩‍👩‍👧",
        "123",
        "½",
        "١٢",
        "Every wumpus",
        "is a",
        ".",
        "?!",
        "<<3*4=12>>",
        "###",
        "\u0000",
        "ß",
        "ﬁ",
        "_",
        "क्षि"
    };

    @Test
    void idsAreThoseOfHuggingFace(@TempDir Path folder) throws IOException {
        String platform = System.getProperty("os.name") + System.getProperty("os.arch");
        assumeThat(platform).isIn("Linuxamd64", "Linuxaarch64", "Mac OS Xaarch64");
        new Gpt2Folder().writeTogether(folder);
        Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(folder);
        Random random = new Random(5);
        try (HuggingFaceTokenizer theirs = HuggingFaceTokenizer.newInstance(
                folder.resolve("tokenizer.json"), Map.of("truncation", "false", "addSpecialTokens", "false"))) {
            for (int i = 0; i < 2000; i++) {
                String text = text(random);
                long[] expected = theirs.encode(text).getIds();
                assertThat(Arrays.stream(tokenizer.encode(text)).asLongStream().toArray())
                        .as(text)
                        .isEqualTo(expected);
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(12); parts > 0; parts--) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString();
    }
}
