package io.github.coconut4j.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokenizers of the Llama family; ids follow from the few merges of {@link SmallPipeline}. */
class PipelineTokenizerTest {
    @TempDir
    Path folder;

    @BeforeEach
    void whereTheLibraryHasNativeCode() {
        String platform = System.getProperty("os.name") + System.getProperty("os.arch");
        assumeThat(platform).isIn("Linuxamd64", "Linuxaarch64", "Mac OS Xaarch64");
    }

    @Test
    void llama3TakesThreeDigitsTogetherAndWholeWordsBeforeMerges() throws IOException {
        SmallPipeline small = SmallPipeline.llama3().write(folder);
        Tokenizer tokenizer = Tokenizers.load(folder);
        assertThat(tokenizer.encode("12345")).isEqualTo(small.ids("123", "45"));
        assertThat(tokenizer.encode("low low")).isEqualTo(small.ids("low", "Ġlow"));
        assertThat(tokenizer.encode("whole")).isEqualTo(small.ids("whole"));
        assertThat(tokenizer.encode("?\n")).isEqualTo(small.ids("?", "Ċ"));
        assertThat(tokenizer.start()).isEqualTo(small.ids("<|begin_of_text|>"));
        assertThat(tokenizer.eos()).isEqualTo(small.id("<|end_of_text|>"));
        assertThat(tokenizer.startLatent()).isEqualTo(small.size());
        assertThat(tokenizer.latent()).isEqualTo(small.size() + 2);
    }

    @Test
    void qwen2ComposesCharactersAndTakesDigitsAlone() throws IOException {
        SmallPipeline small = SmallPipeline.qwen2().write(folder);
        Tokenizer tokenizer = Tokenizers.load(folder);
        assertThat(tokenizer.encode("12")).isEqualTo(small.ids("1", "2"));
        assertThat(tokenizer.encode("e\u0301")).isEqualTo(small.ids("Ã©"));
        assertThat(tokenizer.decode(tokenizer.encode("e\u0301 日本 😀"))).isEqualTo("é 日本 😀");
        assertThat(tokenizer.start()).isEmpty();
    }

    @Test
    void smolLm2SplitsDigitsOffAndSplitsTheRestAsGpt2() throws IOException {
        SmallPipeline small = SmallPipeline.smolLm2().write(folder);
        Tokenizer tokenizer = Tokenizers.load(folder);
        assertThat(tokenizer.encode("low12 t")).isEqualTo(small.ids("low", "1", "2", "Ġt"));
        assertThat(tokenizer.eos()).isEqualTo(small.id("<|im_end|>")).isEqualTo(1);
        assertThat(tokenizer.encode("<|im_end|>")).doesNotContain(1);
    }

    @Test
    void llama2MarksBlanksAndFallsBackToBytes() throws IOException {
        SmallPipeline small = SmallPipeline.llama2().write(folder);
        Tokenizer tokenizer = Tokenizers.load(folder);
        assertThat(tokenizer.encode("low  tow")).isEqualTo(small.ids("▁low", "▁", "▁t", "o", "w"));
        assertThat(tokenizer.encode("a日")).isEqualTo(small.ids("▁", "a", "<0xE6>", "<0x97>", "<0xA5>"));
        assertThat(tokenizer.decode(tokenizer.encode("low 日\n"))).isEqualTo("low 日\n");
        assertThat(tokenizer.start()).isEqualTo(small.ids("<s>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama3", "qwen2", "smollm2", "llama2"})
    void textsYieldNeitherEndsNorThoughtsAndFramesDo(String kind) throws IOException {
        SmallPipeline.kinds().get(kind).write(folder);
        Tokenizer tokenizer = Tokenizers.load(folder).with(List.of("<|pause|>"));
        String end = tokenizer.token(tokenizer.eos());
        for (String token : List.of("<|latent|>", "<|start-latent|>", "<|end-latent|>", "<|pause|>", end)) {
            int id = tokenizer.id(token).orElseThrow();
            assertThat(tokenizer.encode("low " + token + " low")).as(token).doesNotContain(id);
            assertThat(tokenizer.encodeFrame("low" + token + "low")).as(token).containsOnlyOnce(id);
            assertThat(tokenizer.decode(new int[] {id})).isEqualTo(token);
        }
    }

    /** The written folder is read by Hugging Face's library itself, which finds the tokens of thoughts under their ids. */
    @ParameterizedTest
    @ValueSource(strings = {"llama3", "qwen2", "smollm2", "llama2"})
    void aWrittenFolderIsThatOfHuggingFaceWithMoreTokens(String kind, @TempDir Path saved) throws IOException {
        SmallPipeline small = SmallPipeline.kinds().get(kind).added("<tool>", false);
        small.configuration().put("chat_template", "{{ messages }}").put("model_max_length", 512);
        small.write(folder);
        write("chat_template.jinja", "{% for message in messages %}\n{% endfor %}\n");
        Tokenizer tokenizer = Tokenizers.load(folder);
        tokenizer.save(saved);
        assertThat(saved.resolve("chat_template.jinja")).hasSameTextualContentAs(folder.resolve("chat_template.jinja"));
        Tokenizer again = Tokenizers.load(saved);
        assertThat(again.size()).isEqualTo(tokenizer.size()).isEqualTo(small.size() + 3);
        for (int id = 0; id < again.size(); id++) {
            assertThat(again.token(id)).isEqualTo(tokenizer.token(id));
        }
        String text = "low<tool>e\u0301 123 'LL\n\n";
        assertThat(again.encode(text)).isEqualTo(tokenizer.encode(text)).contains(small.id("<tool>"));
        assertThat(SmallPipeline.read(saved.resolve("tokenizer_config.json"))
                        .path("chat_template")
                        .asText())
                .isEqualTo("{{ messages }}");
        try (HuggingFaceTokenizer theirs = HuggingFaceTokenizer.newInstance(
                saved.resolve("tokenizer.json"), Map.of("truncation", "false", "addSpecialTokens", "false"))) {
            assertThat(theirs.encode("low<|start-latent|><|latent|><|end-latent|>" + text)
                            .getIds())
                    .isEqualTo(IntStream.of(tokenizer.encodeFrame("low<|start-latent|><|latent|><|end-latent|>" + text))
                            .asLongStream()
                            .toArray())
                    .contains(again.startLatent(), again.latent(), again.endLatent());
        }
    }

    @Test
    void tokensOfAllThreePlacesAreFound() throws IOException {
        SmallPipeline small = SmallPipeline.llama3().added("<one>", false).write(folder);
        ObjectNode configuration = small.configuration().deepCopy();
        configuration
                .putObject("added_tokens_decoder")
                .putObject(String.valueOf(small.size()))
                .put("content", "<two>");
        write("tokenizer_config.json", configuration.toString());
        write("added_tokens.json", "{\"<three>\": " + (small.size() + 1) + "}");
        assertThat(Tokenizers.named(folder)).isEqualTo(small.size() + 2);
        assertThat(Tokenizers.load(folder).encode("<one><two><three>"))
                .containsExactly(small.id("<one>"), small.size(), small.size() + 1);
        write("added_tokens.json", "{\"<two>\": " + (small.size() + 1) + "}");
        refused("<two>", "ids must agree");
    }

    @Test
    void aLongTextIsNotCutOff() throws IOException {
        ObjectNode cut = SmallPipeline.llama3().write(folder).json().deepCopy();
        cut.putObject("truncation")
                .put("direction", "Right")
                .put("max_length", 4)
                .put("strategy", "LongestFirst")
                .put("stride", 0);
        cut.putObject("padding").putObject("strategy").put("Fixed", 9);
        write(
                "tokenizer.json",
                cut.toString()
                        .replace(
                                "\"strategy\":{\"Fixed\":9}",
                                "\"strategy\":{\"Fixed\":9},\"direction\":\"Right\",\"pad_to_multiple_of\":null,\"pad_id\":0,\"pad_type_id\":0,\"pad_token\":\"!\""));
        Tokenizer tokenizer = Tokenizers.load(folder);
        assertThat(tokenizer.encode("low ".repeat(5000).strip())).hasSize(5000);
        assertThat(tokenizer.encode("low")).hasSize(1);
    }

    @Test
    void aPartWithoutTokenIsRefused() throws IOException {
        SmallPipeline lacking = SmallPipeline.llama2();
        lacking.model().put("byte_fallback", false);
        lacking.write(folder);
        assertThatThrownBy(() -> Tokenizers.load(folder).encode("low 日"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("low 日");

        SmallPipeline bytes = SmallPipeline.llama3();
        ObjectNode vocabulary = (ObjectNode) bytes.model().path("vocab");
        vocabulary.set("zz", vocabulary.remove("z"));
        bytes.write(folder);
        Tokenizer tokenizer = Tokenizers.load(folder);
        assertThat(tokenizer.encode("low")).hasSize(1);
        assertThatThrownBy(() -> tokenizer.encode("lowz"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("lowz");
    }

    @Test
    void whatWouldBeReadWronglyIsRefused() throws IOException {
        changed(
                SmallPipeline.llama3(),
                small -> small.framed("<|begin_of_text|>", "<|end_of_text|>"),
                "post_processor has");
        changed(
                SmallPipeline.llama3(),
                small -> small.configuration().put("add_bos_token", false),
                "add_bos_token is false");
        changed(
                SmallPipeline.qwen2(),
                small -> small.configuration().put("add_bos_token", true),
                "add_bos_token is true");
        changed(
                SmallPipeline.qwen2(),
                small -> small.configuration().put("add_eos_token", true),
                "add_eos_token is true");
        changed(
                SmallPipeline.qwen2(),
                small -> small.configuration().put("add_prefix_space", true),
                "add_prefix_space is true");
        changed(
                SmallPipeline.llama2(),
                small -> small.configuration().put("add_prefix_space", false),
                "add_prefix_space is false");
        changed(SmallPipeline.llama2(), small -> small.json().putNull("post_processor"), "add_bos_token is true");
        changed(
                SmallPipeline.llama2(),
                small -> small.configuration().remove("add_bos_token"),
                small -> small.json().putNull("post_processor"),
                "add_bos_token is not said");
        changed(
                SmallPipeline.llama2(),
                small -> small.model().put("unk_token", (String) null).put("byte_fallback", false),
                "unk_token");
        changed(SmallPipeline.llama2(), small -> small.model().put("dropout", 0.1), "dropout");
        changed(SmallPipeline.llama2(), small -> small.model().put("type", "Unigram"), "\"Unigram\"");
        changed(SmallPipeline.llama3(), small -> ((ObjectNode) small.model().path("vocab")).put("low", 9999), "9999");
        changed(
                SmallPipeline.llama3(),
                small -> small.model().withArray("/merges").add("q q"),
                "cannot be built");
        changed(
                SmallPipeline.llama3(),
                small -> small.json().putObject("pre_tokenizer").put("type", "Unknown"),
                "cannot be built");
    }

    private void changed(SmallPipeline small, Consumer<SmallPipeline> change, String why) throws IOException {
        changed(small, change, any -> {}, why);
    }

    private void changed(SmallPipeline small, Consumer<SmallPipeline> change, Consumer<SmallPipeline> more, String why)
            throws IOException {
        change.accept(small);
        more.accept(small);
        small.write(folder);
        refused(why);
    }

    private void refused(String... why) {
        assertThatThrownBy(() -> Tokenizers.load(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContainingAll(why)
                .message()
                .doesNotContain("\n", "Exception", "djl", "untagged");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
