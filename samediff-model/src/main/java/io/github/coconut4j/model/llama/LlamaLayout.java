package io.github.coconut4j.model.llama;

import io.github.coconut4j.model.decoder.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/** Names and shapes of the parameters as Hugging Face writes them, weights of a linear layer {@code [out, in]}, in the order of the computation. */
final class LlamaLayout {
    static final String MODEL = "model.";
    static final String TOKENS = MODEL + "embed_tokens.weight";
    static final String FINAL_NORM = MODEL + "norm.weight";
    static final String HEAD = "lm_head.weight";

    private LlamaLayout() {}

    /** Prefix of a block's parameters, for example {@code model.layers.0}. */
    static String block(int layer) {
        return MODEL + "layers." + layer;
    }

    static List<ParameterSpec> parameters(LlamaConfig config) {
        long width = config.width();
        Heads heads = config.attention();
        List<ParameterSpec> parameters = new ArrayList<>();
        parameters.add(ParameterSpec.tokens(TOKENS, config.vocabulary(), width));
        for (int layer = 0; layer < config.layers(); layer++) {
            String block = block(layer);
            parameters.add(ParameterSpec.gain(block + ".input_layernorm.weight", width));
            asking(parameters, config, block + ".self_attn.q_proj", heads.queryWidth());
            asking(parameters, config, block + ".self_attn.k_proj", heads.keyWidth());
            asking(parameters, config, block + ".self_attn.v_proj", heads.keyWidth());
            parameters.add(ParameterSpec.intoResidual(block + ".self_attn.o_proj.weight", width, heads.queryWidth()));
            parameters.add(ParameterSpec.gain(block + ".post_attention_layernorm.weight", width));
            parameters.add(ParameterSpec.matrix(block + ".mlp.gate_proj.weight", config.inner(), width));
            parameters.add(ParameterSpec.matrix(block + ".mlp.up_proj.weight", config.inner(), width));
            parameters.add(ParameterSpec.intoResidual(block + ".mlp.down_proj.weight", width, config.inner()));
        }
        parameters.add(ParameterSpec.gain(FINAL_NORM, width));
        if (!config.tied()) {
            parameters.add(ParameterSpec.head(HEAD, config.vocabulary(), width));
        }
        return parameters;
    }

    private static void asking(List<ParameterSpec> parameters, LlamaConfig config, String name, long out) {
        parameters.add(ParameterSpec.matrix(name + ".weight", out, config.width()));
        if (config.variant().biased()) {
            parameters.add(ParameterSpec.bias(name + ".bias", out));
        }
    }
}
