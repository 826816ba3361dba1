package io.github.coconut4j.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders as others leave them: tokens in three places, and what cannot be. */
class BpeFolderTest {
    private static final String FILE = "vocab.json";

    @TempDir
    Path folder;

    private final SmallBpe small = new SmallBpe();

    @BeforeEach
    void writeVocabularyAndMerges() throws IOException {
        small.writeSeparate(folder);
    }

    @Test
    void tokensOfTheConfigurationKeepTheirIdsAndThoughtsComeBehindThem() throws IOException {
        small.added("[PAD]", true).added("<sep>", false).writeConfiguration(folder, Map.of());
        assertThoughtsBehindTwo();
    }

    @Test
    void tokensOfTokenizerJsonKeepTheirIdsAndThoughtsComeBehindThem() throws IOException {
        small.added("[PAD]", true).added("<sep>", false).writeTogether(folder);
        assertThoughtsBehindTwo();
    }

    @Test
    void tokensOfAddedTokensJsonKeepTheirIdsAndThoughtsComeBehindThem() throws IOException {
        write("added_tokens.json", "{\"<sep>\": 262, \"[PAD]\": 261}");
        assertThoughtsBehindTwo();
    }

    /** As a cache of downloads has them whose files were deleted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vocab.json",
                "merges.txt",
                "tokenizer_config.json",
                "added_tokens.json",
                "special_tokens_map.json",
                "tokenizer.json"
            })
    @DisabledOnOs(OS.WINDOWS)
    void aLinkThatLeadsNowhereIsNoFileThatIsMissing(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        Path link = Files.createSymbolicLink(folder.resolve(name), folder.resolve("none"));

        assertThatThrownBy(() -> Tokenizers.load(folder))
                .isInstanceOf(DataException.class)
                .hasMessage(link + " is a link to a file that is not there.");
    }

    /** As Hugging Face's programs do: a token that only a role names is added behind those that are listed. */
    @Test
    void tokensThatOnlyARoleNamesComeBehindTheListedOnes() throws IOException {
        write("added_tokens.json", "{\"[PAD]\": 261}");
        write(
                "tokenizer_config.json",
                "{\"pad_token\": \"[PAD]\", \"sep_token\": {\"content\": \"<sep>\", \"lstrip\": true}}");
        assertThoughtsBehindTwo();
    }

    private void assertThoughtsBehindTwo() {
        Tokenizer tokenizer = Tokenizers.load(folder);
        assertThat(tokenizer.token(SmallBpe.SIZE)).isEqualTo("[PAD]");
        assertThat(tokenizer.token(SmallBpe.SIZE + 1)).isEqualTo("<sep>");
        assertThat(tokenizer.startLatent()).isEqualTo(SmallBpe.SIZE + 2);
        assertThat(tokenizer.endLatent()).isEqualTo(SmallBpe.SIZE + 3);
        assertThat(tokenizer.latent()).isEqualTo(SmallBpe.SIZE + 4);
        assertThat(Tokenizers.named(folder)).isEqualTo(SmallBpe.SIZE + 2);
        assertThat(tokenizer.encode("a<sep>a")).hasSize(3).contains(SmallBpe.SIZE + 1);
    }

    @Test
    void theEndOfAnAnswerIsTheTokenThatTheConfigurationNames() throws IOException {
        small.added("</s>", true).writeConfiguration(folder, Map.of("eos_token", "</s>"));
        assertThat(Tokenizers.load(folder).eos()).isEqualTo(SmallBpe.SIZE);

        Path saved = Files.createDirectory(folder.resolve("saved"));
        Tokenizers.load(folder).save(saved);
        assertThat(Tokenizers.load(saved).eos()).isEqualTo(SmallBpe.SIZE);
        assertThat(Tokenizers.load(saved).size())
                .isEqualTo(Tokenizers.load(folder).size());
    }

    @Test
    void aVocabularyWithoutEndIsRefused() throws IOException {
        write(FILE, text(FILE).replace("<|endoftext|>", "<end>"));
        refused("no token <|endoftext|>", "eos_token");
        write("special_tokens_map.json", "{\"eos_token\": \"<end>\"}");
        assertThat(Tokenizers.load(folder).eos()).isEqualTo(SmallBpe.SIZE - 1);
    }

    @Test
    void endsThatContradictEachOtherAreRefused() throws IOException {
        write("tokenizer_config.json", "{\"eos_token\": \"<|endoftext|>\"}");
        write("special_tokens_map.json", "{\"eos_token\": \"<end>\"}");
        refused("special_tokens_map.json", "<end>", "<|endoftext|>");
    }

    @Test
    void textsYieldNoTokensOfThoughts() throws IOException {
        Tokenizer tokenizer = Tokenizers.load(folder).with(List.of("<|pause|>", "<|pause-3|>"));
        for (String token : List.of("<|latent|>", "<|start-latent|>", "<|pause|>", "<|pause-3|>", "<|endoftext|>")) {
            assertThat(tokenizer.encode(token))
                    .doesNotContain(tokenizer.id(token).orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "added_tokens.json | {'[PAD]': 261, '<sep>': 30000000} | 30000000",
                "added_tokens.json | {'[PAD]': 261, '<sep>': 2147483648} | 2147483648",
                "added_tokens.json | {'[PAD]': 262} | 262",
                "added_tokens.json | {'[PAD]': 5} | same id 5",
                "added_tokens.json | {'lo': 261} | 261",
                "added_tokens.json | {'[PAD]': '261'} | whole number",
                "added_tokens.json | {'[PAD]': -1} | whole number",
                "added_tokens.json | {'[PAD]': 261.0} | whole number",
                "added_tokens.json | {'[PAD]': null} | whole number",
                "added_tokens.json | {'': 261} | empty",
                "added_tokens.json | {'[PAD]': 261, '[PAD]': 262} | twice",
                "added_tokens.json | ['[PAD]'] | object",
                "added_tokens.json | {'[PAD]': 261} more | line 1",
                "added_tokens.json | {'[PAD]': | too early",
                "added_tokens.json | '' | empty",
                "tokenizer_config.json | {'added_tokens_decoder': {'261': {'content': 5}}} | content",
                "tokenizer_config.json | {'added_tokens_decoder': {'x': {'content': 'a'}}} | ids",
                "tokenizer_config.json | {'added_tokens_decoder': [{'content': 'a'}]} | added_tokens_decoder must be an object",
                "tokenizer_config.json | {'added_tokens_decoder': {'261': {'content': '[PAD]', 'lstrip': 1}}} | lstrip",
                "tokenizer_config.json | {'added_tokens_decoder': {'9999': {'content': '[PAD]'}}} | 9999",
                "tokenizer_config.json | {'eos_token': 5} | eos_token",
                "tokenizer_config.json | {'add_prefix_space': true} | add_prefix_space",
                "tokenizer_config.json | {'add_bos_token': true} | add_bos_token",
            })
    void whatCannotBeIsRefusedWithItsFile(String name, String json, String why) throws IOException {
        write(name, json.replace('\'', '"'));
        refused(why);
    }

    @Test
    void placesThatContradictEachOtherAreRefused() throws IOException {
        small.added("[PAD]", true).added("<sep>", true).writeConfiguration(folder, Map.of());
        write("added_tokens.json", "{\"<sep>\": 261, \"[PAD]\": 262}");
        refused("added_tokens.json", "<sep>", "261", "262");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"!\":0 | \"!\":\"0\" | vocab.json",
                "\"!\":0 | \"!\":1 | same id 1",
                "\"!\":0 | \"!\":30000000 | 30000000",
                "\"!\":0 | \"!\":1e3 | vocab.json",
                "\"!\":0 | \"!\":0,\"!\":0 | twice",
                "\"!\":0, | \"!\":0,, | vocab.json",
            })
    void aBrokenVocabularyIsNamed(String right, String wrong, String why) throws IOException {
        write(FILE, text(FILE).replace(right, wrong));
        refused(why);
    }

    @Test
    void aTokenIsMissingWhereNoneHasItsId() throws IOException {
        write(FILE, text(FILE).replace("\"!\":0,", ""));
        refused("260");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x y z", " xy", "xy ", "x  y", "x y", "low e r", "h i", "l ow", "lo w", "日 本"})
    void aMergeThatCannotBeIsRefusedWithItsLine(String merge) throws IOException {
        Files.writeString(folder.resolve("merges.txt"), merge + "\n", java.nio.file.StandardOpenOption.APPEND);
        refused("merges.txt: line 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[\"a\"]", "[\"a\", null]", "[\"a\", \"b\", \"c\"]", "5", "{}", "\"\""})
    void aMergeOfTokenizerJsonThatCannotBeIsRefused(String merge) throws IOException {
        small.writeTogether(folder);
        write("tokenizer.json", text("tokenizer.json").replace("\"h e\"", merge));
        refused("tokenizer.json", "merge 3");
    }

    /** OpenAI's own names for the files of GPT-2. */
    @Test
    void vocabularyAndMergesHaveOpenAisNamesToo() throws IOException {
        int[] ids = Tokenizers.load(folder).encode("low hello");
        Files.move(folder.resolve(FILE), folder.resolve("encoder.json"));
        Files.move(folder.resolve("merges.txt"), folder.resolve("vocab.bpe"));
        assertThat(Tokenizers.load(folder).encode("low hello")).isEqualTo(ids);
        Files.writeString(folder.resolve("vocab.bpe"), "#version: 0.2\nl o\nx\n");
        refused("vocab.bpe: line 3");
    }

    @Test
    void aSentencePieceModelAloneIsNamedWithWhatToDo() throws IOException {
        Files.delete(folder.resolve(FILE));
        write("tokenizer.model", "x");
        refused("no tokenizer.json", "tokenizer.model", "save_pretrained");
    }

    /** Qwen2 has these files too, and splits digits and contractions otherwise. */
    @Test
    void vocabularyAndMergesOfAnotherTokenizerAreRefused() throws IOException {
        write("config.json", "{\"model_type\": \"qwen2\"}");
        refused("vocab.json and merges.txt", "qwen2", "tokenizer.json");
        write("tokenizer_config.json", "{\"tokenizer_class\": \"Qwen2Tokenizer\"}");
        refused("Qwen2Tokenizer");
        write("tokenizer_config.json", "{\"tokenizer_class\": \"GPT2Tokenizer\"}");
        assertThat(Tokenizers.load(folder).encode("a")).hasSize(1);
    }

    @Test
    void filesThatAreNoTextAreRefused() throws IOException {
        Files.write(folder.resolve("merges.txt"), "#version\nl \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        refused("merges.txt", "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vocab.json", "merges.txt", "tokenizer.json", "tokenizer_config.json", "added_tokens.json"})
    void pointersInPlaceOfFilesAreNamed(String name) throws IOException {
        write(name, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n");
        refused(name, "git lfs pull");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[", "9", "\"b", "{\"a\":"})
    void whatGoesBeyondTheParserIsRefused(String repeated) throws IOException {
        write("tokenizer_config.json", "{\"a\": " + repeated.repeat(21_000_000 / repeated.length()));
        refused("tokenizer_config.json");
    }

    private void refused(String... why) {
        assertThatThrownBy(() -> Tokenizers.load(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContainingAll(why)
                .message()
                .doesNotContain("\n", "Exception", "jackson", "REDACTED")
                .hasSizeLessThan(300 + folder.toString().length());
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
