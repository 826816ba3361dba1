package io.github.coconut4j.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
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

    private static final String[] ADDED_PARTS = {
        "<sep>",
        "<sep",
        "<sep><sep>",
        "[PAD]",
        "[PAD]x",
        "<l>",
        "<r>",
        "<lr>",
        "word",
        "wordy",
        "lows",
        "lowsy",
        "low",
        " ",
        "  ",
        "\n",
        "\u00a0",
        "a",
        "hello",
        "_",
        "9",
        "é",
        "日",
        "😀",
        ".",
        "<no",
        "<normal>",
        "<normal><sep>",
        "[",
        "]"
    };

    @BeforeEach
    void whereTheirLibraryHasNativeCode() {
        String platform = System.getProperty("os.name") + System.getProperty("os.arch");
        assumeThat(platform).isIn("Linuxamd64", "Linuxaarch64", "Mac OS Xaarch64");
    }

    @Test
    void idsAreThoseOfHuggingFace(@TempDir Path folder) throws IOException {
        new Gpt2Folder().writeTogether(folder);
        assertAgreement(folder, Gpt2Tokenizer.load(folder), PARTS);
    }

    /** Every setting, alone and together, and tokens that begin with others. */
    @Test
    void addedTokensAreFoundWhereHuggingFaceFindsThem(@TempDir Path folder, @TempDir Path saved) throws IOException {
        SmallBpe small = new SmallBpe()
                .added("<sep>", true)
                .added("[PAD]", true)
                .added("<sep><sep>", false)
                .added("<l>", false, "lstrip")
                .added("<r>", true, "rstrip")
                .added("<lr>", false, "lstrip", "rstrip")
                .added("word", false, "single_word")
                .added("lows", false, "single_word", "lstrip", "rstrip")
                .added("<normal>", false, "normalized")
                .added("l><", false, "normalized");
        small.writeTogether(folder);
        Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(folder);
        assertAgreement(folder, tokenizer, ADDED_PARTS);

        tokenizer.save(saved);
        assertAgreement(folder, Gpt2Tokenizer.load(saved), ADDED_PARTS);
    }

    private static void assertAgreement(Path folder, Gpt2Tokenizer tokenizer, String[] parts) throws IOException {
        Random random = new Random(5);
        try (HuggingFaceTokenizer theirs = HuggingFaceTokenizer.newInstance(
                folder.resolve("tokenizer.json"), Map.of("truncation", "false", "addSpecialTokens", "false"))) {
            for (int i = 0; i < 2000; i++) {
                String text = text(random, parts);
                long[] expected = theirs.encode(text).getIds();
                assertThat(Arrays.stream(tokenizer.encode(text)).asLongStream().toArray())
                        .as(text)
                        .isEqualTo(expected);
            }
        }
    }

    private static String text(Random random, String[] from) {
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(12); parts > 0; parts--) {
            text.append(from[random.nextInt(from.length)]);
        }
        return text.toString();
    }
}
