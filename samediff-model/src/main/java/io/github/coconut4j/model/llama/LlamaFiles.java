package io.github.coconut4j.model.llama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.ConfigJson;
import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.decoder.DecoderFamily;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.TensorTable;
import io.github.coconut4j.model.io.TensorSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The Llama family in Hugging Face's files. Settings under which a model would compute something else than {@link Llama} does are refused by name; what a file leaves
 * out means what {@code transformers} takes for it. Tensor names come with or without {@code model.}
 */
abstract class LlamaFiles implements DecoderFamily {
    /** Two names of one function. */
    private static final List<String> SILU = List.of("silu", "swish");

    /** What {@code transformers} takes for the window of a Mistral that says nothing of one. */
    private static final int UNSAID_WINDOW = 4096;

    private static final String WINDOW = "sliding_window";
    private static final String TYPES_OF_LAYERS = "layer_types";

    private final Variant variant;

    LlamaFiles(Variant variant) {
        this.variant = variant;
    }

    @Override
    public String name() {
        return variant.type();
    }

    @Override
    public String title() {
        return variant.title();
    }

    @Override
    public LlamaConfig read(ConfigJson json, int vocabulary) {
        json.require("hidden_act", SILU);
        json.require("mlp_bias", false);
        if (!variant.biased()) {
            json.require("attention_bias", false);
        }
        json.require("pretraining_tp", 1);
        json.requireNone("quantization_config");
        json.require("use_mrope", false);
        json.require("rope_interleaved", false);
        int positions = json.whole("max_position_embeddings");
        requireFullAttention(json, positions);
        int width = json.whole("hidden_size");
        return new LlamaConfig(
                variant,
                json.wholeUpTo(ConfigJson.MOST_LAYERS, "num_hidden_layers"),
                width,
                json.whole("intermediate_size"),
                heads(json, width),
                vocabulary,
                positions,
                json.number("rms_norm_eps", 1e-6),
                RotaryJson.read(json),
                json.flag("tie_word_embeddings", false),
                json.number("attention_dropout", 0));
    }

    private Heads heads(ConfigJson json, int width) {
        int queries = json.whole("num_attention_heads");
        // Of the others transformers takes a number of its own, which few files mean.
        int keys = variant == Variant.LLAMA
                ? json.whole("num_key_value_heads", queries)
                : json.whole("num_key_value_heads");
        if (!json.has("head_dim") && (queries == 0 || width % queries != 0)) {
            throw new ModelException("Width " + width + " cannot be split over " + queries
                    + " heads; choose a multiple of heads, or say head_dim.");
        }
        return new Heads(queries, keys, json.has("head_dim") ? json.whole("head_dim") : width / queries);
    }

    /** Refuses windows in which a column would not see all columns before it. */
    private void requireFullAttention(ConfigJson json, int positions) {
        json.require("use_sliding_window", false);
        for (JsonNode type : json.root().path(TYPES_OF_LAYERS)) {
            if (!type.asText().equals("full_attention")) {
                throw json.unknown(TYPES_OF_LAYERS, type.asText(), "full_attention");
            }
        }
        boolean unsaid = !json.root().has(WINDOW);
        if (variant == Variant.MISTRAL && unsaid && positions > UNSAID_WINDOW) {
            throw new ModelException("%s lacks sliding_window, for which %d is taken; only null is known."
                    .formatted(json.file(), UNSAID_WINDOW));
        }
        // Qwen2 writes down the window that use_sliding_window switches off.
        if (variant != Variant.QWEN2 && json.has(WINDOW) && json.whole(WINDOW) < positions) {
            throw json.unknown(WINDOW, String.valueOf(json.whole(WINDOW)), "null");
        }
    }

    @Override
    public void write(DecoderConfig config, ObjectNode json) {
        LlamaConfig llama = (LlamaConfig) config;
        Heads heads = llama.attention();
        json.putArray("architectures").add(variant.architecture());
        json.put("torch_dtype", "float32");
        json.put("hidden_act", SILU.get(0));
        json.put("num_hidden_layers", llama.layers()).put("hidden_size", llama.width());
        json.put("intermediate_size", llama.inner());
        json.put("num_attention_heads", heads.queries()).put("num_key_value_heads", heads.keys());
        json.put("head_dim", heads.width());
        json.put("max_position_embeddings", llama.positions());
        json.put("rms_norm_eps", llama.epsilon());
        RotaryJson.write(llama.rotary(), json);
        json.put("tie_word_embeddings", llama.tied());
        json.put("attention_dropout", llama.attentionDropout());
        if (variant == Variant.MISTRAL) {
            json.putNull(WINDOW);
        }
    }

    @Override
    public TensorTable tensors(Path path, TensorSource file, DecoderConfig config) {
        // Frequencies of rotations, which old files have; they follow from config.json.
        Set<String> names = file.names().stream()
                .filter(name -> !name.endsWith(".rotary_emb.inv_freq"))
                .collect(Collectors.toSet());
        Map<String, String> secondNames = new HashMap<>();
        for (ParameterSpec parameter : config.parameters()) {
            if (parameter.name().startsWith(LlamaLayout.MODEL)) {
                secondNames.put(parameter.name().substring(LlamaLayout.MODEL.length()), parameter.name());
            }
        }
        if (((LlamaConfig) config).tied()) {
            secondNames.put(LlamaLayout.HEAD, LlamaLayout.TOKENS);
        }
        return TensorTable.byName(path, names, config, secondNames);
    }
}
