package io.github.coconut4j.cli.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.llama.Heads;
import io.github.coconut4j.model.llama.LlamaConfig;
import io.github.coconut4j.model.llama.Rotary;
import io.github.coconut4j.model.llama.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder like that of SmolLM2-135M, in its own words and small. */
final class SmallLlama {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BYTES = 256;

    /** Tokens without those of thoughts. */
    static final int VOCABULARY = BYTES + 1;

    private SmallLlama() {}

    /** Writes config.json, weights and tokenizer.json. */
    static void write(Path folder) throws IOException {
        writeModel(folder);
        writeTokenizer(folder);
    }

    /** Fresh weights under Hugging Face's names, and the keys of SmolLM2-135M's config.json, sizes divided. */
    private static void writeModel(Path folder) throws IOException {
        LlamaConfig decoder = new LlamaConfig(
                Variant.LLAMA,
                2,
                36,
                96,
                new Heads(9, 3, 4),
                VOCABULARY,
                2048,
                1e-5,
                new Rotary(100_000, null),
                true,
                0);
        ModelConfig config = new ModelConfig(decoder, new LatentTokens(1, 2, 3, BYTES, BYTES));
        try (Model model = Model.create(config, new Initialisation(0.1, 0.1), 5)) {
            ModelFolder.save(model, folder);
        }
        Files.writeString(
                folder.resolve("config.json"),
                """
                {
                  "architectures": ["LlamaForCausalLM"],
                  "attention_bias": false,
                  "attention_dropout": 0.0,
                  "bos_token_id": 256,
                  "eos_token_id": 256,
                  "hidden_act": "silu",
                  "hidden_size": 36,
                  "initializer_range": 0.041666666666666664,
                  "intermediate_size": 96,
                  "is_llama_config": true,
                  "max_position_embeddings": 2048,
                  "model_type": "llama",
                  "num_attention_heads": 9,
                  "num_hidden_layers": 2,
                  "num_key_value_heads": 3,
                  "pretraining_tp": 1,
                  "rms_norm_eps": 1e-05,
                  "rope_interleaved": false,
                  "rope_scaling": null,
                  "rope_theta": 100000,
                  "tie_word_embeddings": true,
                  "torch_dtype": "bfloat16",
                  "transformers_version": "4.40.1",
                  "use_cache": true,
                  "vocab_size": 257
                }
                """);
    }

    /** Every byte a token, and the end of text; digits are split off first, as SmolLM2 does. */
    private static void writeTokenizer(Path folder) throws IOException {
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        int unprintable = BYTES;
        for (int value = 0; value < BYTES; value++) {
            boolean printable = (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xFF && value != 0xAD);
            vocabulary.put(String.valueOf((char) (printable ? value : unprintable++)), value);
        }
        Map<String, Object> end = Map.of(
                "id",
                BYTES,
                "content",
                "<|endoftext|>",
                "special",
                true,
                "normalized",
                false,
                "single_word",
                false,
                "lstrip",
                false,
                "rstrip",
                false);
        Map<String, Object> byteLevel =
                Map.of("type", "ByteLevel", "add_prefix_space", false, "trim_offsets", true, "use_regex", true);
        JSON.writeValue(
                folder.resolve("tokenizer.json").toFile(),
                Map.of(
                        "version", "1.0",
                        "added_tokens", List.of(end),
                        "pre_tokenizer",
                                Map.of(
                                        "type",
                                        "Sequence",
                                        "pretokenizers",
                                        List.of(Map.of("type", "Digits", "individual_digits", true), byteLevel)),
                        "decoder", byteLevel,
                        "model", Map.of("type", "BPE", "vocab", vocabulary, "merges", List.of())));
    }
}
