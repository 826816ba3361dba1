package io.github.coconut4j.model.gpt2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.decoder.ConfigJson;
import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.decoder.DecoderFamily;
import io.github.coconut4j.model.decoder.TensorTable;
import io.github.coconut4j.model.dropout.Dropout;
import io.github.coconut4j.model.io.TensorSource;
import java.nio.file.Path;
import java.util.List;

/**
 * GPT-2 in Hugging Face's files. Settings under which it would compute something else than {@link Gpt2} does are refused by name. Tensor names come with or without
 * {@code transformer.}
 */
public final class Gpt2Family implements DecoderFamily {
    static final String NAME = "gpt2";

    private static final List<String> SAME_GELU = List.of("gelu_new", "gelu_pytorch_tanh");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "GPT-2";
    }

    @Override
    public Gpt2Config read(ConfigJson json, int vocabulary) {
        json.require("activation_function", SAME_GELU);
        json.require("scale_attn_weights", true);
        json.require("scale_attn_by_inverse_layer_idx", false);
        json.require("add_cross_attention", false);
        json.require("tie_word_embeddings", true);
        json.requireNone("quantization_config");
        int width = json.whole("n_embd");
        if (json.has("n_inner") && json.wholeUpTo(Integer.MAX_VALUE, "n_inner") != 4L * width) {
            throw json.unknown("n_inner", json.root().path("n_inner").asText(), "4 n_embd");
        }
        return new Gpt2Config(
                json.wholeUpTo(ConfigJson.MOST_LAYERS, "n_layer"),
                width,
                json.whole("n_head"),
                vocabulary,
                json.whole("n_positions"),
                json.number("layer_norm_epsilon", 1e-5),
                new Dropout(
                        json.number("embd_pdrop", Dropout.UNSAID),
                        json.number("attn_pdrop", Dropout.UNSAID),
                        json.number("resid_pdrop", Dropout.UNSAID)));
    }

    @Override
    public void write(DecoderConfig config, ObjectNode json) {
        Gpt2Config gpt2 = (Gpt2Config) config;
        json.putArray("architectures").add("GPT2LMHeadModel");
        json.put("activation_function", SAME_GELU.get(0));
        json.put("n_layer", gpt2.layers()).put("n_embd", gpt2.width()).put("n_head", gpt2.heads());
        json.put("n_positions", gpt2.positions()).put("n_ctx", gpt2.positions());
        json.put("layer_norm_epsilon", gpt2.epsilon());
        json.put("embd_pdrop", gpt2.dropout().embeddings())
                .put("attn_pdrop", gpt2.dropout().attention())
                .put("resid_pdrop", gpt2.dropout().residual());
    }

    @Override
    public TensorTable tensors(Path path, TensorSource file, DecoderConfig config) {
        return Gpt2Tensors.table(path, file, (Gpt2Config) config);
    }
}
