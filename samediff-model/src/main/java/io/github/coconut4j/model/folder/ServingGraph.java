package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.OpenRow;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The model as a graph of stock ops that takes one row of any length, as {@code model.fb} holds it: {@value #IDS} {@code [1, S] int} to {@value #LOGITS}
 * {@code [1, S, V]}, with the last column's state and all keys and values for those who want to go on column by column. Where the row has its K latent tokens, side by
 * side, the graph runs the latent loop; positions and masks are computed from the lengths.
 */
final class ServingGraph {
    static final String IDS = "input_ids";
    static final String LOGITS = "logits";
    static final String HIDDEN = "hidden";
    static final String QUESTION = "question";
    static final String LATENT = "latent_id";
    static final String EOS = "eos_token_id";

    private ServingGraph() {}

    /**
     * Draws the graph.
     *
     * @param thoughts latent tokens K every row will have, 0 or more
     */
    static SameDiff of(Model model, int thoughts) {
        if (thoughts < 0) {
            throw new ModelException("The number of thoughts is " + thoughts + "; it must be 0 or more.");
        }
        SameDiff sd = SameDiff.create();
        ModelConfig config = model.config();
        model.parameters().declareVariables(sd);
        Decoder decoder = config.in(sd);
        sd.constant(EOS, Nd4j.scalar(config.tokens().eos()));
        SDVariable latent = thoughts == 0
                ? null
                : sd.constant(LATENT, Nd4j.scalar(config.tokens().latent()));
        SDVariable ids = sd.reshape(sd.placeHolder(IDS, DataType.INT32, 1, -1), -1);
        OpenRow row = new OpenRow(ids, latent, thoughts, config.loop());
        KeyValues past = new KeyValues();
        SDVariable hidden = row.hidden(decoder, past);
        sd.reshape(decoder.logits(hidden), 1, -1, config.vocabulary()).rename(LOGITS);
        Slices.last(hidden, 2, 0, 1).rename(HIDDEN);
        name(past, config.layers());
        if (config.loop().bottleneck()) {
            sd.reshape(row.question(), 1).rename(QUESTION);
        }
        return sd;
    }

    /** Names the keys and values of all columns, each {@code [1, H, S, d]}. */
    static void name(KeyValues past, int layers) {
        for (int layer = 0; layer < layers; layer++) {
            KeyValues.Piece all = past.all(layer);
            SameDiff sd = all.keys().getSameDiff();
            sd.identity(all.keys()).rename(keys(layer));
            sd.identity(all.values()).rename(values(layer));
        }
    }

    static String keys(int layer) {
        return "keys_" + layer;
    }

    static String values(int layer) {
        return "values_" + layer;
    }
}
