package io.github.coconut4j.model.llama;

import io.github.coconut4j.model.dropout.Drop;
import io.github.coconut4j.model.graph.NameScopes;
import io.github.coconut4j.model.linear.LinearLayers;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The decoder of the Llama family as SameDiff operations: RMS norm before every sublayer (Zhang and Sennrich 2019), rotary positions, grouped heads, an MLP gated by silu
 * (Shazeer 2020, "GLU Variants"). Agrees with Hugging Face's LlamaForCausalLM, MistralForCausalLM without a window and Qwen2ForCausalLM.
 */
final class Llama implements Decoder {
    private final SameDiff sd;
    private final LlamaConfig config;
    private final LinearLayers layers;
    private final GroupedAttention attention;
    private final SDVariable frequencies;

    Llama(SameDiff sd, LlamaConfig config, LinearLayers layers) {
        this.sd = sd;
        this.config = config;
        this.layers = layers;
        this.attention = new GroupedAttention(sd, config.attention());
        double[][] row = {config.rotary().frequencies(config.attention().width())};
        this.frequencies = sd.constant(Nd4j.createFromArray(row)
                .castTo(sd.getVariable(LlamaLayout.TOKENS).dataType()));
    }

    @Override
    public SDVariable embed(SDVariable ids) {
        return sd.gather(sd.getVariable(LlamaLayout.TOKENS), ids, 0);
    }

    @Override
    public SDVariable run(SDVariable embeddings, Pass pass) {
        Turn turn = Turn.of(pass, frequencies, config.attention().width());
        SDVariable x = pass.drop().embeddings(embeddings);
        for (int layer = 0; layer < config.layers(); layer++) {
            show(layer, x, pass);
            x = block(layer, x, turn, pass);
        }
        show(config.layers(), x, pass);
        return norm(x, LlamaLayout.FINAL_NORM);
    }

    private void show(int layer, SDVariable x, Pass pass) {
        pass.watch().below(layer, () -> norm(x, LlamaLayout.FINAL_NORM));
    }

    @Override
    public SDVariable logits(SDVariable hidden) {
        String head = config.tied() ? LlamaLayout.TOKENS : LlamaLayout.HEAD;
        return sd.mmul(hidden, sd.getVariable(head), false, true, false);
    }

    private SDVariable block(int layer, SDVariable x, Turn turn, Pass pass) {
        int outputs = layer == config.layers() - 1 ? pass.outputs() : pass.columns();
        String mlp = LlamaLayout.block(layer) + ".mlp";
        return NameScopes.in(sd, "layer_" + layer, () -> {
            SDVariable attended = NameScopes.in(sd, "attention", () -> attended(layer, x, turn, pass, outputs));
            return NameScopes.in(sd, "mlp", () -> {
                SDVariable normed = norm(attended, LlamaLayout.block(layer) + ".post_attention_layernorm.weight");
                return attended.add(pass.drop().residual(layer, true, mlp(normed, mlp, pass.drop(), outputs), outputs));
            });
        });
    }

    /** Of the last layer only the columns that are read ask and go through the MLP; all of them are keys. */
    private SDVariable attended(int layer, SDVariable x, Turn turn, Pass pass, int outputs) {
        String name = LlamaLayout.block(layer);
        boolean partial = outputs < pass.columns();
        Heads heads = config.attention();
        SDVariable normed = norm(x, name + ".input_layernorm.weight");
        SDVariable keys = turn.apply(
                linear(normed, name + ".self_attn.k_proj", pass, pass.columns()), heads.keys(), heads.width());
        SDVariable values = linear(normed, name + ".self_attn.v_proj", pass, pass.columns());
        pass.past()
                .append(
                        layer,
                        new KeyValues.Piece(
                                attention.keyHeads(keys, pass), attention.keyHeads(values, pass), pass.columns()));
        SDVariable asking = linear(partial ? pass.read(normed) : normed, name + ".self_attn.q_proj", pass, outputs);
        SDVariable queries = (partial ? turn.read(pass) : turn).apply(asking, heads.queries(), heads.width());
        SDVariable heard = attention.mix(queries, layer, pass, outputs);
        SDVariable added = layers.times(heard, name + ".self_attn.o_proj.weight", pass.drop(), outputs);
        return (partial ? pass.read(x) : x).add(pass.drop().residual(layer, false, added, outputs));
    }

    private SDVariable mlp(SDVariable x, String name, Drop drop, int columns) {
        SDVariable gate = layers.times(x, name + ".gate_proj.weight", drop, columns);
        SDVariable open = gate.mul(sd.nn.sigmoid(gate)).mul(layers.times(x, name + ".up_proj.weight", drop, columns));
        return layers.times(open, name + ".down_proj.weight", drop, columns);
    }

    private SDVariable linear(SDVariable x, String name, Pass pass, int columns) {
        SDVariable product = layers.times(x, name + ".weight", pass.drop(), columns);
        return config.variant().biased() ? product.add(sd.getVariable(name + ".bias")) : product;
    }

    private SDVariable norm(SDVariable x, String gain) {
        SDVariable square = sd.mean(x.mul(x), true, 1);
        return x.mul(sd.math.pow(square.add(config.epsilon()), -0.5)).mul(sd.getVariable(gain));
    }
}
