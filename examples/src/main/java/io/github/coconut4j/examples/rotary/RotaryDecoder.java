package io.github.coconut4j.examples.rotary;

import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * RMS norm (Zhang and Sennrich 2019), rotary positions (Su et al. 2021), a gated MLP with silu (Shazeer 2020) beside the attention instead of behind it (Wang and
 * Komatsuzaki 2021), and an LM head of its own.
 */
final class RotaryDecoder implements Decoder {
    private static final double EPSILON = 1e-5;

    private final SameDiff sd;
    private final RotaryConfig config;
    private final SDVariable cosines;
    private final SDVariable sines;
    private final SDVariable quarterTurn;

    RotaryDecoder(SameDiff sd, RotaryConfig config) {
        this.sd = sd;
        this.config = config;
        DataType type = sd.getVariable("embedding").dataType();
        int half = config.width() / config.heads() / 2;
        INDArray angles = Nd4j.create(DataType.DOUBLE, config.positions(), config.width());
        INDArray turn = Nd4j.create(type, config.width(), config.width());
        for (int i = 0; i < config.width(); i++) {
            int inHead = i % (2 * half);
            for (int position = 0; position < config.positions(); position++) {
                angles.putScalar(position, i, position * Math.pow(10_000, -(double) (inHead % half) / half));
            }
            turn.putScalar(i, inHead < half ? i + half : i - half, inHead < half ? 1 : -1);
        }
        this.cosines = sd.constant(Nd4j.math().cos(angles).castTo(type));
        this.sines = sd.constant(Nd4j.math().sin(angles).castTo(type));
        this.quarterTurn = sd.constant(turn);
    }

    @Override
    public SDVariable embed(SDVariable ids) {
        return sd.gather(sd.getVariable("embedding"), ids, 0);
    }

    @Override
    public SDVariable run(SDVariable embeddings, Pass pass) {
        SDVariable cosine = sd.gather(cosines, pass.positions(), 0);
        SDVariable sine = sd.gather(sines, pass.positions(), 0);
        SDVariable x = embeddings;
        for (int layer = 0; layer < config.layers(); layer++) {
            String block = "block." + layer;
            SDVariable normed = norm(x, block + ".norm");
            SDVariable queries = heads(turned(times(normed, block + ".query"), cosine, sine), pass);
            SDVariable keys = heads(turned(times(normed, block + ".key"), cosine, sine), pass);
            SDVariable values = heads(times(normed, block + ".value"), pass);
            pass.past().append(layer, new KeyValues.Piece(keys, values, pass.columns()));
            SDVariable mixed = attention(queries, pass.past().all(layer), pass);
            SDVariable gate = times(normed, block + ".gate");
            SDVariable inner = gate.mul(sd.nn.sigmoid(gate)).mul(times(normed, block + ".up"));
            show(layer, x, pass);
            x = x.add(times(mixed, block + ".out")).add(times(inner, block + ".down"));
        }
        show(config.layers(), x, pass);
        return pass.read(norm(x, "norm"));
    }

    private void show(int layer, SDVariable x, Pass pass) {
        pass.watch().below(layer, () -> norm(x, "norm"));
    }

    @Override
    public SDVariable logits(SDVariable hidden) {
        return sd.mmul(hidden, sd.getVariable("head"), false, true, false);
    }

    /** Every column asks all columns so far, {@code [columns * B, D]}. */
    private SDVariable attention(SDVariable queries, KeyValues.Piece all, Pass pass) {
        double scale = 1 / Math.sqrt((double) config.width() / config.heads());
        SDVariable scores = sd.mmul(queries, all.keys(), false, true, false).mul(scale);
        SDVariable weights = sd.nn.softmax(pass.mask().hide(scores, pass.columns()), 3);
        SDVariable mixed = sd.mmul(weights, all.values());
        return sd.reshape(sd.permute(mixed, 2, 0, 1, 3), -1, config.width());
    }

    /** {@code [columns * B, D]} to {@code [B, H, columns, d]}. */
    private SDVariable heads(SDVariable rows, Pass pass) {
        int head = config.width() / config.heads();
        return sd.permute(sd.reshape(rows, -1, pass.rows(), config.heads(), head), 1, 2, 0, 3);
    }

    /** Turns the two halves of each head against each other, by the angles of the position. */
    private SDVariable turned(SDVariable rows, SDVariable cosine, SDVariable sine) {
        return rows.mul(cosine).add(sd.mmul(rows, quarterTurn).mul(sine));
    }

    private SDVariable norm(SDVariable x, String gain) {
        SDVariable square = sd.mean(x.mul(x), true, 1);
        return x.mul(sd.math.pow(square.add(EPSILON), -0.5)).mul(sd.getVariable(gain));
    }

    private SDVariable times(SDVariable x, String weight) {
        return sd.mmul(x, sd.getVariable(weight));
    }
}
