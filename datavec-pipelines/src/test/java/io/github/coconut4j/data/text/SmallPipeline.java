package io.github.coconut4j.data.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.data.internal.text.ByteLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Small files {@code tokenizer.json} of the kinds that models of the Llama family have: their steps as published, with a vocabulary of a few merges. */
final class SmallPipeline {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How Llama 3 splits texts before merging. */
    private static final String LLAMA3 =
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    /** How Qwen2 does: every digit alone. */
    private static final String QWEN2 = LLAMA3.replace("{1,3}", "");

    private final ObjectNode json = JSON.createObjectNode();
    private final ObjectNode configuration = JSON.createObjectNode();
    private final ObjectNode vocabulary = JSON.createObjectNode();

    private SmallPipeline() {
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        json.putArray("added_tokens");
        json.putNull("normalizer").putNull("pre_tokenizer").putNull("post_processor");
    }

    /** Llama 3: {@code ignore_merges}, {@code <|begin_of_text|>} before every text, tokens behind the vocabulary. */
    static SmallPipeline llama3() {
        SmallPipeline small = new SmallPipeline();
        small.byteLevel(LLAMA3, "1 2", "12 3", "4 5", "l o", "lo w", "Ġ low", "Ġ t");
        small.token("whole");
        small.model().put("ignore_merges", true);
        small.added("<|begin_of_text|>", true).added("<|end_of_text|>", true).added("<|eot_id|>", true);
        small.framed("<|begin_of_text|>", null);
        small.configuration.put("bos_token", "<|begin_of_text|>").put("eos_token", "<|end_of_text|>");
        return small;
    }

    /** Qwen2: composed characters, digits alone, {@code <|im_start|>} and {@code <|im_end|>}. */
    static SmallPipeline qwen2() {
        SmallPipeline small = new SmallPipeline();
        small.byteLevel(QWEN2, "1 2", "l o", "lo w", "Ã ©", "Ġ t");
        small.json.putObject("normalizer").put("type", "NFC");
        small.added("<|endoftext|>", true).added("<|im_start|>", true).added("<|im_end|>", true);
        small.configuration
                .put("eos_token", "<|im_end|>")
                .put("add_bos_token", false)
                .put("add_prefix_space", false);
        return small;
    }

    /** SmolLM2: GPT-2's splitting after digits have been split off; added tokens stand first in the vocabulary. */
    static SmallPipeline smolLm2() {
        SmallPipeline small = new SmallPipeline();
        small.token("<|endoftext|>");
        small.token("<|im_end|>");
        small.byteLevel(LLAMA3, "1 2", "l o", "lo w", "Ġ t");
        ArrayNode steps =
                small.json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        steps.addObject().put("type", "Digits").put("individual_digits", true);
        steps.addObject()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        small.added("<|endoftext|>", true).added("<|im_end|>", true);
        small.configuration.put("eos_token", "<|im_end|>").put("tokenizer_class", "GPT2Tokenizer");
        return small;
    }

    /** Llama 2: SentencePiece's blanks, bytes for what has no token, {@code <s>} before every text. */
    static SmallPipeline llama2() {
        SmallPipeline small = new SmallPipeline();
        List.of("<unk>", "<s>", "</s>").forEach(small::token);
        IntStream.range(0, 256).forEach(value -> small.token("<0x%02X>".formatted(value)));
        "▁abehlotw".chars().forEach(letter -> small.token(Character.toString(letter)));
        small.merges("▁ t", "l o", "lo w", "▁ low");
        small.model().put("unk_token", "<unk>").put("fuse_unk", true).put("byte_fallback", true);
        ArrayNode steps =
                small.json.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        steps.addObject().put("type", "Prepend").put("prepend", "▁");
        replace(steps.addObject(), " ", "▁");
        ArrayNode back = small.json.putObject("decoder").put("type", "Sequence").putArray("decoders");
        replace(back.addObject(), "▁", " ");
        back.addObject().put("type", "ByteFallback");
        back.addObject().put("type", "Fuse");
        back.addObject()
                .put("type", "Strip")
                .put("content", " ")
                .put("start", 1)
                .put("stop", 0);
        small.added("<unk>", true).added("<s>", true).added("</s>", true);
        small.framed("<s>", null);
        small.configuration
                .put("tokenizer_class", "LlamaTokenizer")
                .put("add_bos_token", true)
                .put("add_eos_token", false)
                .put("bos_token", "<s>")
                .put("eos_token", "</s>");
        return small;
    }

    private static void replace(ObjectNode step, String from, String to) {
        step.put("type", "Replace").put("content", to).putObject("pattern").put("String", from);
    }

    private void byteLevel(String regex, String... merges) {
        ByteLevel.alphabet().forEach(this::token);
        merges(merges);
        ArrayNode steps =
                json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        steps.addObject()
                .put("type", "Split")
                .put("behavior", "Isolated")
                .put("invert", false)
                .putObject("pattern")
                .put("Regex", regex);
        steps.addObject()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
        json.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", true)
                .put("trim_offsets", true)
                .put("use_regex", true);
    }

    private void merges(String... merges) {
        ArrayNode list = model().put("type", "BPE").putArray("merges");
        for (String merge : merges) {
            list.add(merge);
            token(merge.replace(" ", ""));
        }
        model().set("vocab", vocabulary);
    }

    private void token(String token) {
        vocabulary.put(token, vocabulary.size());
    }

    ObjectNode model() {
        return json.withObject("/model");
    }

    ObjectNode json() {
        return json;
    }

    ObjectNode configuration() {
        return configuration;
    }

    /** Adds a token, behind the vocabulary if that lacks it. */
    SmallPipeline added(String content, boolean special) {
        ArrayNode added = json.withArray("/added_tokens");
        int behind = 0;
        for (JsonNode token : added) {
            behind += vocabulary.has(token.path("content").asText()) ? 0 : 1;
        }
        int id = vocabulary.path(content).asInt(vocabulary.size() + behind);
        added.addObject()
                .put("id", id)
                .put("content", content)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", special);
        return this;
    }

    /** Puts tokens around every text; null for none. */
    SmallPipeline framed(String before, String behind) {
        ObjectNode processor = json.putObject("post_processor").put("type", "TemplateProcessing");
        ArrayNode single = processor.putArray("single");
        ArrayNode pair = processor.putArray("pair");
        ObjectNode special = processor.putObject("special_tokens");
        place(single, special, before);
        single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        place(single, special, behind);
        pair.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        pair.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
        return this;
    }

    private void place(ArrayNode template, ObjectNode special, String token) {
        if (token != null) {
            template.addObject().putObject("SpecialToken").put("id", token).put("type_id", 0);
            ObjectNode one = special.putObject(token).put("id", token);
            one.putArray("ids").add(id(token));
            one.putArray("tokens").add(token);
        }
    }

    /** The id of a token of the vocabulary or an added one. */
    int id(String token) {
        for (JsonNode added : json.path("added_tokens")) {
            if (added.path("content").asText().equals(token)) {
                return added.path("id").asInt();
            }
        }
        return vocabulary.path(token).asInt(-1);
    }

    int[] ids(String... tokens) {
        return List.of(tokens).stream().mapToInt(this::id).toArray();
    }

    int size() {
        int behind = 0;
        for (JsonNode added : json.path("added_tokens")) {
            behind += vocabulary.has(added.path("content").asText()) ? 0 : 1;
        }
        return vocabulary.size() + behind;
    }

    SmallPipeline write(Path folder) throws IOException {
        JSON.writeValue(folder.resolve("tokenizer.json").toFile(), json);
        JSON.writeValue(folder.resolve("tokenizer_config.json").toFile(), configuration);
        return this;
    }

    static JsonNode read(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }

    static Map<String, SmallPipeline> kinds() {
        return Map.of("llama3", llama3(), "qwen2", qwen2(), "smollm2", smolLm2(), "llama2", llama2());
    }
}
