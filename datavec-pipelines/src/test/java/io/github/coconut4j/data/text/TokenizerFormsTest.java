package io.github.coconut4j.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One tokenizer in the several forms in which versions of Hugging Face's libraries write it: they must give the same ids, or be refused. */
class TokenizerFormsTest {
    private static final String TEXT = "low 12 tow, low\n<|latent|>日";

    @TempDir
    Path folder;

    @BeforeEach
    void whereTheLibraryHasNativeCode() {
        String platform = System.getProperty("os.name") + System.getProperty("os.arch");
        assumeThat(platform).isIn("Linuxamd64", "Linuxaarch64", "Mac OS Xaarch64");
    }

    private int[] ids(SmallPipeline small) throws IOException {
        return ids(small, TEXT);
    }

    private int[] ids(SmallPipeline small, String text) throws IOException {
        small.write(folder);
        return Tokenizers.load(folder).encode(text);
    }

    /** Since version 0.20 of tokenizers, merges are pairs. */
    @ParameterizedTest
    @ValueSource(strings = {"llama3", "qwen2", "smollm2", "llama2"})
    void mergesMayBePairs(String kind) throws IOException {
        int[] expected = ids(SmallPipeline.kinds().get(kind));
        SmallPipeline pairs = SmallPipeline.kinds().get(kind);
        ArrayNode merges = pairs.model().withArray("/merges");
        for (int i = 0; i < merges.size(); i++) {
            String[] parts = merges.get(i).asText().split(" ", -1);
            merges.set(i, merges.arrayNode().add(parts[0]).add(parts[1]));
        }
        assertThat(ids(pairs)).isEqualTo(expected);
    }

    /** Llama 3.1 and later: a step for offsets before the template, roles as objects, every added token once more in the configuration. */
    @Test
    void llama3AsItIsPublished() throws IOException {
        SmallPipeline plain = SmallPipeline.llama3();
        int[] expected = ids(plain);
        SmallPipeline small = SmallPipeline.llama3();
        ObjectNode json = small.json();
        JsonNode template = json.remove("post_processor");
        ArrayNode processors =
                json.putObject("post_processor").put("type", "Sequence").putArray("processors");
        processors
                .addObject()
                .put("type", "ByteLevel")
                .put("add_prefix_space", true)
                .put("trim_offsets", false)
                .put("use_regex", true);
        processors.add(template);
        ObjectNode configuration = small.configuration();
        ObjectNode decoder = configuration.putObject("added_tokens_decoder");
        for (JsonNode token : json.path("added_tokens")) {
            ObjectNode one = token.deepCopy();
            decoder.set(one.remove("id").asText(), one);
        }
        configuration.put("tokenizer_class", "PreTrainedTokenizerFast").put("clean_up_tokenization_spaces", true);
        for (String role : new String[] {"bos_token", "eos_token"}) {
            String content = configuration.path(role).asText();
            configuration
                    .putObject(role)
                    .put("__type", "AddedToken")
                    .put("content", content)
                    .put("lstrip", false)
                    .put("normalized", false)
                    .put("rstrip", false)
                    .put("single_word", false);
        }
        assertThat(ids(small)).isEqualTo(expected);
        Tokenizer tokenizer = Tokenizers.load(folder);
        assertThat(tokenizer.start()).isEqualTo(small.ids("<|begin_of_text|>"));
        assertThat(tokenizer.eos()).isEqualTo(small.id("<|end_of_text|>"));
        assertThat(tokenizer.size()).isEqualTo(small.size() + 3);
    }

    /** Mistral's later files and those of Llama 2 that are not "legacy": blanks are marked by the splitter, not by the normalizer. */
    @Test
    void blanksMayBeMarkedByTheSplitter() throws IOException {
        int[] expected = ids(SmallPipeline.llama2(), "low  tow b日");
        SmallPipeline small = SmallPipeline.llama2();
        small.json().putNull("normalizer");
        small.json()
                .putObject("pre_tokenizer")
                .put("type", "Metaspace")
                .put("replacement", "▁")
                .put("prepend_scheme", "first")
                .put("split", false);
        assertThat(ids(small, "low  tow b日")).isEqualTo(expected);
        Tokenizer tokenizer = Tokenizers.load(folder);
        assertThat(tokenizer.decode(expected)).isEqualTo("low  tow b日");
    }

    /** Qwen2.5 says null where it has no token. */
    @Test
    void rolesMayBeNull() throws IOException {
        SmallPipeline small = SmallPipeline.qwen2();
        int[] expected = ids(small);
        small.configuration().putNull("bos_token").putNull("unk_token").put("pad_token", "<|endoftext|>");
        assertThat(ids(small)).isEqualTo(expected);
        assertThat(Tokenizers.load(folder).start()).isEmpty();
    }

    /** The same token under another id, or another token under its id, in each of the two places beside tokenizer.json. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "added_tokens.json | {'<one>': %2$d} | <one>",
                "added_tokens.json | {'<two>': %1$d} | <two>",
                "added_tokens.json | {'<two>': 3} | <two>",
                "added_tokens.json | {'<two>': %3$d} | <two>",
                "tokenizer_config.json | {'added_tokens_decoder': {'%2$d': {'content': '<one>'}}} | <one>",
                "tokenizer_config.json | {'added_tokens_decoder': {'%1$d': {'content': '<two>'}}} | <two>",
                "tokenizer_config.json | {'added_tokens_decoder': {'%3$d': {'content': '<two>'}}} | <two>",
            })
    void aPlaceThatContradictsTokenizerJsonIsRefused(String name, String json, String token) throws IOException {
        SmallPipeline small = SmallPipeline.qwen2().added("<one>", false).write(folder);
        int one = small.id("<one>");
        Files.writeString(
                folder.resolve(name), json.formatted(one, one + 1, one + 5).replace('\'', '"'));
        assertThatThrownBy(() -> Tokenizers.load(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(folder.toString(), token)
                .message()
                .doesNotContain("\n", "Exception");
    }
}
