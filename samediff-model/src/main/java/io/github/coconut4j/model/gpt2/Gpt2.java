package io.github.coconut4j.model.gpt2;

import io.github.coconut4j.model.dropout.Drop;
import io.github.coconut4j.model.graph.NameScopes;
import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.linear.LinearLayers;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.Pass;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * GPT-2 as SameDiff operations: pre-layer-norm blocks, learned positions, tied LM head, tanh-approximated gelu.
 *
 * <p>Agrees with Hugging Face's GPT2LMHeadModel (tensor names in {@link Gpt2Layout}) and with "Language Models are Unsupervised Multitask Learners"
 * (Radford et al. 2019), section 2.3. Layer norm and gelu are written out: libnd4j's {@code layer_norm} adds its epsilon to the deviation instead of
 * the variance, and its {@code precise_gelu} cubes {@code 0.044715 x} instead of {@code x}.
 */
final class Gpt2 implements Decoder {
    private static final double SQRT_2_PI = Math.sqrt(2 / Math.PI);

    private final SameDiff sd;
    private final Gpt2Config config;
    private final LinearLayers layers;

    Gpt2(SameDiff sd, Gpt2Config config, LinearLayers layers) {
        this.sd = sd;
        this.config = config;
        this.layers = layers;
    }

    @Override
    public SDVariable embed(SDVariable ids) {
        return sd.gather(sd.getVariable(Gpt2Layout.TOKENS), ids, 0);
    }

    @Override
    public SDVariable run(SDVariable embeddings, Pass pass) {
        SDVariable x = pass.drop()
                .embeddings(embeddings.add(sd.gather(sd.getVariable(Gpt2Layout.POSITIONS), pass.positions(), 0)));
        for (int layer = 0; layer < config.layers(); layer++) {
            show(layer, x, pass);
            x = inLayer(layer, x, pass);
        }
        show(config.layers(), x, pass);
        return norm(x, Gpt2Layout.FINAL_NORM);
    }

    private void show(int layer, SDVariable x, Pass pass) {
        pass.watch().below(layer, () -> norm(x, Gpt2Layout.FINAL_NORM));
    }

    @Override
    public SDVariable logits(SDVariable hidden) {
        return sd.mmul(hidden, sd.getVariable(Gpt2Layout.TOKENS), false, true, false);
    }

    private SDVariable inLayer(int layer, SDVariable x, Pass pass) {
        boolean last = layer == config.layers() - 1;
        int outputs = last ? pass.outputs() : pass.columns();
        return NameScopes.in(sd, "layer_" + layer, () -> {
            SDVariable attended = NameScopes.in(sd, "attention", () -> attended(layer, x, pass, outputs));
            return NameScopes.in(sd, "mlp", () -> transformed(layer, attended, pass, outputs));
        });
    }

    /** Of the last layer only the columns that are read ask and go through the MLP; all of them are keys. */
    private SDVariable attended(int layer, SDVariable x, Pass pass, int outputs) {
        String name = Gpt2Layout.block(layer);
        SDVariable normed = norm(x, name + ".ln_1");
        SDVariable residual = lastColumns(x, pass, outputs);
        SDVariable queries;
        SDVariable keys;
        SDVariable values;
        if (outputs == pass.columns()) {
            SDVariable qkv = linear(normed, name + ".attn.c_attn", pass, outputs);
            queries = part(qkv, 0, pass);
            keys = part(qkv, 1, pass);
            values = part(qkv, 2, pass);
        } else {
            SDVariable kv = linear(normed, name + ".attn.c_attn", 1, 3, pass, pass.columns());
            queries =
                    heads(linear(lastColumns(normed, pass, outputs), name + ".attn.c_attn", 0, 1, pass, outputs), pass);
            keys = part(kv, 0, pass);
            values = part(kv, 1, pass);
        }
        pass.past().append(layer, new KeyValues.Piece(keys, values, pass.columns()));
        SDVariable mixed = merge(attention(queries, layer, pass, outputs));
        SDVariable added = linear(mixed, name + ".attn.c_proj", pass, outputs);
        return residual.add(pass.drop().residual(layer, false, added, outputs));
    }

    private SDVariable transformed(int layer, SDVariable attended, Pass pass, int outputs) {
        String name = Gpt2Layout.block(layer);
        SDVariable up = gelu(linear(norm(attended, name + ".ln_2"), name + ".mlp.c_fc", pass, outputs));
        SDVariable added = linear(up, name + ".mlp.c_proj", pass, outputs);
        return attended.add(pass.drop().residual(layer, true, added, outputs));
    }

    /** Scaled dot-product attention, {@code [B, H, outputs, d]}. The scores on the first pass and on the later ones meet in one softmax. */
    private SDVariable attention(SDVariable queries, int layer, Pass pass, int outputs) {
        List<KeyValues.Piece> pieces = pass.past().firstAndLater(layer);
        KeyValues.Piece first = pieces.get(0);
        SDVariable scores = sd.mmul(queries, first.keys(), false, true, false);
        if (pieces.size() == 1) {
            return sd.mmul(weights(layer, scores, pass, outputs), first.values());
        }
        KeyValues.Piece later = pieces.get(1);
        SDVariable laterScores = sd.mmul(queries, later.keys(), false, true, false);
        SDVariable weights = weights(layer, sd.concat(3, scores, laterScores), pass, outputs);
        SDVariable onFirst = Slices.range(weights, 4, 3, 0, first.columns());
        SDVariable onLater = Slices.range(weights, 4, 3, first.columns(), first.columns() + later.columns());
        return sd.mmul(onFirst, first.values()).add(sd.mmul(onLater, later.values()));
    }

    private SDVariable weights(int layer, SDVariable scores, Pass pass, int outputs) {
        SDVariable scaled = scores.mul(1 / Math.sqrt(config.headWidth()));
        SDVariable weights = sd.nn.softmax(pass.mask().hide(scaled, outputs), 3);
        return pass.drop().attention(layer, weights, outputs, Drop.HeadAxes.plain(config.heads()));
    }

    /** Part i of width D of a row {@code [columns * B, n D]}, split into heads. */
    private SDVariable part(SDVariable rows, int i, Pass pass) {
        int width = config.width();
        return heads(Slices.range(rows, 2, 1, (long) i * width, (i + 1L) * width), pass);
    }

    /** {@code [columns * B, D]} to {@code [B, H, columns, d]}; a view. */
    private SDVariable heads(SDVariable rows, Pass pass) {
        SDVariable split = sd.reshape(rows, -1, pass.rows(), config.heads(), config.headWidth());
        return sd.permute(split, 1, 2, 0, 3);
    }

    /** {@code [B, H, columns, d]} to {@code [columns * B, D]}. */
    private SDVariable merge(SDVariable heads) {
        return sd.reshape(sd.permute(heads, 2, 0, 1, 3), -1, config.width());
    }

    private SDVariable lastColumns(SDVariable rows, Pass pass, int outputs) {
        if (outputs == pass.columns()) {
            return rows;
        }
        long end = (long) pass.columns() * pass.rows();
        return Slices.range(rows, 2, 0, end - (long) outputs * pass.rows(), end);
    }

    private SDVariable linear(SDVariable x, String name, Pass pass, int columns) {
        return layers.times(x, name + ".weight", pass.drop(), columns).add(sd.getVariable(name + ".bias"));
    }

    /** The linear layer restricted to the parts from .. to of width D of its output. */
    private SDVariable linear(SDVariable x, String name, int from, int to, Pass pass, int columns) {
        long begin = (long) from * config.width();
        long end = (long) to * config.width();
        SDVariable product = layers.times(x, name + ".weight", begin, end, pass.drop(), columns);
        return product.add(Slices.range(sd.getVariable(name + ".bias"), 1, 0, begin, end));
    }

    private SDVariable norm(SDVariable x, String name) {
        SDVariable centred = x.sub(sd.mean(x, true, 1));
        SDVariable variance = sd.mean(centred.mul(centred), true, 1);
        SDVariable normed = centred.mul(sd.math.pow(variance.add(config.epsilon()), -0.5));
        return normed.mul(sd.getVariable(name + ".weight")).add(sd.getVariable(name + ".bias"));
    }

    /** Gelu by its tanh approximation (Hendrycks and Gimpel 2016, section 2). */
    private SDVariable gelu(SDVariable x) {
        SDVariable inner = x.mul(x.mul(x).mul(0.044715 * SQRT_2_PI).add(SQRT_2_PI));
        return x.mul(sd.math.tanh(inner).mul(0.5).add(0.5));
    }
}
