package io.github.coconut4j.model.gpt2;

import io.github.coconut4j.model.decoder.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Names and shapes of GPT-2's parameters as Hugging Face writes them (class GPT2LMHeadModel, weights of a linear layer stored {@code [in, out]}), in the
 * order of the computation.
 */
public final class Gpt2Layout {
    static final String PREFIX = "transformer.";

    /** Token embeddings {@code [V, D]}. */
    public static final String TOKENS = PREFIX + "wte.weight";

    /** Position embeddings {@code [positions, D]}. */
    public static final String POSITIONS = PREFIX + "wpe.weight";

    /** The layer norm behind the last layer. */
    public static final String FINAL_NORM = PREFIX + "ln_f";

    private Gpt2Layout() {}

    /**
     * {@return prefix of a block's parameters, for example {@code transformer.h.0}}
     *
     * @param layer from 0
     */
    public static String block(int layer) {
        return PREFIX + "h." + layer;
    }

    static List<ParameterSpec> parameters(Gpt2Config config) {
        long width = config.width();
        List<ParameterSpec> parameters = new ArrayList<>();
        parameters.add(ParameterSpec.tokens(TOKENS, config.vocabulary(), width));
        parameters.add(ParameterSpec.embedding(POSITIONS, config.positions(), width));
        for (int layer = 0; layer < config.layers(); layer++) {
            String block = block(layer);
            norm(parameters, block + ".ln_1", width);
            linear(parameters, block + ".attn.c_attn", width, 3 * width);
            project(parameters, block + ".attn.c_proj", width, width);
            norm(parameters, block + ".ln_2", width);
            linear(parameters, block + ".mlp.c_fc", width, 4 * width);
            project(parameters, block + ".mlp.c_proj", 4 * width, width);
        }
        norm(parameters, FINAL_NORM, width);
        return parameters;
    }

    private static void norm(List<ParameterSpec> parameters, String name, long width) {
        parameters.add(ParameterSpec.gain(name + ".weight", width));
        parameters.add(ParameterSpec.bias(name + ".bias", width));
    }

    private static void linear(List<ParameterSpec> parameters, String name, long in, long out) {
        parameters.add(ParameterSpec.matrix(name + ".weight", in, out));
        parameters.add(ParameterSpec.bias(name + ".bias", out));
    }

    private static void project(List<ParameterSpec> parameters, String name, long in, long out) {
        parameters.add(ParameterSpec.intoResidual(name + ".weight", in, out));
        parameters.add(ParameterSpec.bias(name + ".bias", out));
    }
}
