package io.github.coconut4j.model;

import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.Pass;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A decoder that shares nothing with GPT-2 but the interface: RMS norm, rotary positions (Su et al. 2021), gated MLP with silu (Shazeer 2020), an LM head of its own.
 * Shows that the latent loop asks nothing else of a decoder.
 */
public final class RotaryDecoder implements Decoder {
    static final int WIDTH = 8;
    static final int HEADS = 2;
    static final int INNER = 12;
    private static final int HEAD = WIDTH / HEADS;
    private static final int LAYERS = 2;
    private static final double EPSILON = 1e-5;

    private final SameDiff sd;
    private final SDVariable cosines;
    private final SDVariable sines;

    public RotaryDecoder(SameDiff sd, int positions, DataType type) {
        this.sd = sd;
        INDArray cos = Nd4j.create(type, positions, HEAD / 2);
        INDArray sin = Nd4j.create(type, positions, HEAD / 2);
        for (int position = 0; position < positions; position++) {
            for (int i = 0; i < HEAD / 2; i++) {
                double angle = position * Math.pow(10000, -2.0 * i / HEAD);
                cos.putScalar(position, i, Math.cos(angle));
                sin.putScalar(position, i, Math.sin(angle));
            }
        }
        this.cosines = sd.constant("cosines", cos);
        this.sines = sd.constant("sines", sin);
    }

    public static Map<String, long[]> shapes(int vocabulary) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("embedding", new long[] {vocabulary, WIDTH});
        for (int layer = 0; layer < LAYERS; layer++) {
            shapes.put(layer + ".norm.weight", new long[] {WIDTH});
            for (String projection : new String[] {".q", ".k", ".v", ".o"}) {
                shapes.put(layer + projection, new long[] {WIDTH, WIDTH});
            }
            shapes.put(layer + ".mlp.norm.weight", new long[] {WIDTH});
            shapes.put(layer + ".gate", new long[] {WIDTH, INNER});
            shapes.put(layer + ".up", new long[] {WIDTH, INNER});
            shapes.put(layer + ".down", new long[] {INNER, WIDTH});
        }
        shapes.put("final.norm.weight", new long[] {WIDTH});
        shapes.put("head", new long[] {WIDTH, vocabulary});
        return shapes;
    }

    @Override
    public SDVariable embed(SDVariable ids) {
        return sd.gather(sd.getVariable("embedding"), ids, 0);
    }

    @Override
    public SDVariable run(SDVariable embeddings, Pass pass) {
        SDVariable cos = angles(cosines, pass);
        SDVariable sin = angles(sines, pass);
        SDVariable x = embeddings;
        for (int layer = 0; layer < LAYERS; layer++) {
            SDVariable normed = norm(x, layer + ".norm.weight");
            SDVariable queries = rotate(heads(product(normed, layer + ".q"), pass), cos, sin);
            SDVariable keys = rotate(heads(product(normed, layer + ".k"), pass), cos, sin);
            SDVariable values = heads(product(normed, layer + ".v"), pass);
            pass.past().append(layer, new KeyValues.Piece(keys, values, pass.columns()));
            KeyValues.Piece all = pass.past().all(layer);
            SDVariable scores = sd.mmul(queries, all.keys(), false, true, false).mul(1 / Math.sqrt(HEAD));
            SDVariable weights = sd.nn.softmax(pass.mask().hide(scores, pass.columns()), 3);
            SDVariable mixed = sd.reshape(sd.permute(sd.mmul(weights, all.values()), 2, 0, 1, 3), -1, WIDTH);
            x = x.add(product(mixed, layer + ".o"));
            SDVariable inner = norm(x, layer + ".mlp.norm.weight");
            SDVariable gate = product(inner, layer + ".gate");
            SDVariable silu = gate.mul(sd.nn.sigmoid(gate));
            x = x.add(product(silu.mul(product(inner, layer + ".up")), layer + ".down"));
        }
        SDVariable hidden = norm(x, "final.norm.weight");
        long end = (long) pass.columns() * pass.rows();
        return Slices.range(hidden, 2, 0, end - (long) pass.outputs() * pass.rows(), end);
    }

    @Override
    public SDVariable logits(SDVariable hidden) {
        return product(hidden, "head");
    }

    private SDVariable product(SDVariable x, String weight) {
        return sd.mmul(x, sd.getVariable(weight));
    }

    private SDVariable norm(SDVariable x, String gain) {
        SDVariable square = sd.mean(x.mul(x), true, 1);
        return x.mul(sd.math.pow(square.add(EPSILON), -0.5)).mul(sd.getVariable(gain));
    }

    private SDVariable heads(SDVariable rows, Pass pass) {
        return sd.permute(sd.reshape(rows, -1, pass.rows(), HEADS, HEAD), 1, 2, 0, 3);
    }

    /** Cosines or sines of a pass's positions, the same for all heads: {@code [B, H, columns, d / 2]}. */
    private SDVariable angles(SDVariable table, Pass pass) {
        SDVariable rows = sd.reshape(sd.gather(table, pass.positions(), 0), -1, pass.rows(), 1, HEAD / 2);
        SDVariable once = sd.permute(rows, 1, 2, 0, 3);
        return sd.concat(1, once, once);
    }

    /** Turns the two halves of each head against each other. */
    private SDVariable rotate(SDVariable x, SDVariable cos, SDVariable sin) {
        SDVariable a = Slices.range(x, 4, 3, 0, HEAD / 2);
        SDVariable b = Slices.range(x, 4, 3, HEAD / 2, HEAD);
        return sd.concat(3, a.mul(cos).sub(b.mul(sin)), b.mul(cos).add(a.mul(sin)));
    }
}
