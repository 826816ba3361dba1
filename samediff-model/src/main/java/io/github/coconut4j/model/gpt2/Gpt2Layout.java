package io.github.coconut4j.model.gpt2;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names and shapes of GPT-2's parameters as Hugging Face writes them (class GPT2LMHeadModel, weights of a linear layer stored {@code [in, out]}), in the
 * order of the computation.
 */
public final class Gpt2Layout {
    public static final String TOKENS = "transformer.wte.weight";
    public static final String POSITIONS = "transformer.wpe.weight";
    public static final String FINAL_NORM = "transformer.ln_f";

    private Gpt2Layout() {}

    /** Prefix of a block's parameters, for example {@code transformer.h.0}. */
    public static String block(int layer) {
        return "transformer.h." + layer;
    }

    /** Every parameter of the model with its shape. */
    public static Map<String, long[]> shapes(Gpt2Config config) {
        long width = config.width();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put(TOKENS, new long[] {config.vocabulary(), width});
        shapes.put(POSITIONS, new long[] {config.positions(), width});
        for (int layer = 0; layer < config.layers(); layer++) {
            String block = block(layer);
            norm(shapes, block + ".ln_1", width);
            linear(shapes, block + ".attn.c_attn", width, 3 * width);
            linear(shapes, block + ".attn.c_proj", width, width);
            norm(shapes, block + ".ln_2", width);
            linear(shapes, block + ".mlp.c_fc", width, 4 * width);
            linear(shapes, block + ".mlp.c_proj", 4 * width, width);
        }
        norm(shapes, FINAL_NORM, width);
        return shapes;
    }

    private static void norm(Map<String, long[]> shapes, String name, long width) {
        shapes.put(name + ".weight", new long[] {width});
        shapes.put(name + ".bias", new long[] {width});
    }

    private static void linear(Map<String, long[]> shapes, String name, long in, long out) {
        shapes.put(name + ".weight", new long[] {in, out});
        shapes.put(name + ".bias", new long[] {out});
    }
}
