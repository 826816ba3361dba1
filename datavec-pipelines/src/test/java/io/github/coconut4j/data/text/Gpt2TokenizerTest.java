package io.github.coconut4j.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Gpt2TokenizerTest {
    @TempDir
    private static Path separate;

    @TempDir
    private static Path together;

    private static Gpt2Tokenizer tokenizer;

    @BeforeAll
    static void writeFolders() throws IOException {
        Gpt2Folder gpt2 = new Gpt2Folder();
        gpt2.writeSeparate(separate);
        gpt2.writeTogether(together);
        tokenizer = Gpt2Tokenizer.load(separate);
    }

    @Test
    void idsAreThoseOfGpt2() {
        // the first as published with GPT-2, the second as the Hugging Face tokenizer gives them
        assertThat(tokenizer.encode("Hello world")).containsExactly(15496, 995);
        assertThat(tokenizer.encode("Hello world\n  naïve 😀 123"))
                .startsWith(15496, 995, 198, 220)
                .endsWith(30325, 222, 17031);
        assertThat(tokenizer.id("<<")).isPresent();
        assertThat(tokenizer.encode("<<")).containsExactly(tokenizer.id("<<").orElseThrow());
    }

    @Test
    void specialTokensStandBehindTheVocabularyInOfficialOrder() {
        assertThat(tokenizer.eos()).isEqualTo(50256);
        assertThat(tokenizer.pad()).isEqualTo(50256);
        assertThat(tokenizer.startLatent()).isEqualTo(50257);
        assertThat(tokenizer.endLatent()).isEqualTo(50258);
        assertThat(tokenizer.latent()).isEqualTo(50259);
        assertThat(tokenizer.size()).isEqualTo(50260);
        assertThat(tokenizer.decode(new int[] {15496, 50259, 995, 50256}))
                .isEqualTo("Hello<|latent|> world<|endoftext|>");
    }

    @Test
    void tokensThatAreAddedInReadingAreNotNamedInTheFolder(@TempDir Path folder) throws IOException {
        tokenizer.save(folder);
        assertThat(Tokenizers.named(folder)).isEqualTo(50260).isEqualTo(tokenizer.size());

        Files.delete(folder.resolve("added_tokens.json"));
        Files.delete(folder.resolve("tokenizer_config.json"));
        assertThat(Tokenizers.named(folder)).isEqualTo(50257);
        assertThat(Tokenizers.load(folder).size()).isEqualTo(50260);
    }

    @Test
    void everyTextComesBack() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                int kind = random.nextInt(4);
                text.appendCodePoint(
                        kind == 0 ? ' ' : kind == 1 ? '\n' : kind == 2 ? 'a' + random.nextInt(26) : codePoint(random));
            }
            assertThat(tokenizer.decode(tokenizer.encode(text.toString()))).isEqualTo(text.toString());
        }
    }

    @Test
    void specialTokensInTextsAreText() {
        assertThat(tokenizer.encode("<|endoftext|>")).hasSizeGreaterThan(1).doesNotContain(50256);
    }

    @Test
    void bothFormsOfTheFolderGiveTheSame() {
        Gpt2Tokenizer other = Gpt2Tokenizer.load(together);
        for (String text : List.of("Every wumpus is a yumpus.\n", "it's 1,234 naïve  \t émigrés’ 日本 😀😀", "### yes")) {
            assertThat(other.encode(text)).isEqualTo(tokenizer.encode(text));
        }
        assertThat(other.size()).isEqualTo(tokenizer.size());
    }

    @Test
    void savedTokenizersComeBackTheSame(@TempDir Path folder) {
        tokenizer.save(folder);
        Tokenizer again = Tokenizers.load(folder);

        assertThat(again).isInstanceOf(Gpt2Tokenizer.class);
        assertThat(again.size()).isEqualTo(tokenizer.size());
        assertThat(again.latent()).isEqualTo(tokenizer.latent());
        assertThat(again.encode("Tom is a wumpus.")).isEqualTo(tokenizer.encode("Tom is a wumpus."));
    }

    @Test
    void otherTokenizersAreRefused(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("tokenizer.json"),
                "{\"model\": {\"type\": \"WordPiece\"}, \"pre_tokenizer\": {\"type\": \"BertPreTokenizer\"}}");
        assertThatThrownBy(() -> Tokenizers.load(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("only byte-pair encodings");

        Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": ");
        assertThatThrownBy(() -> Tokenizers.load(folder)).isInstanceOf(DataException.class);
    }

    private static int codePoint(Random random) {
        int codePoint = 1 + random.nextInt(0x1FFFF);
        return Character.getType(codePoint) == Character.SURROGATE ? '?' : codePoint;
    }
}
