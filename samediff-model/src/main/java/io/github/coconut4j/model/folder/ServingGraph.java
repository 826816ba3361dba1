package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.OpenRows;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The model as a graph of stock ops that takes rows of any number and length, as {@code model.fb} holds it: {@value #IDS} {@code [B, S] long} (SameDiff casts int) to {@value #LOGITS}
 * {@code [B, S, V]}, with the last column's state and all keys and values for those who want to go on column by column. Thoughts, positions and masks follow from the
 * ids; see {@link OpenRows}. Whatever the ids are, nothing is looked up that is not there: what cannot be computed is NaN.
 */
final class ServingGraph {
    static final String IDS = "input_ids";
    static final String LOGITS = "logits";
    static final String HIDDEN = "hidden";
    static final String QUESTION = "question";

    private ServingGraph() {}

    /**
     * Draws the graph.
     *
     * @param thoughts the most latent tokens K that a row may have, 0 or more
     */
    static SameDiff of(Model model, int thoughts) {
        if (thoughts < 0) {
            throw new ModelException("The number of thoughts is " + thoughts + "; it must be 0 or more.");
        }
        SameDiff sd = SameDiff.create();
        ModelConfig config = model.config();
        model.parameters().declareVariables(sd);
        Decoder decoder = config.in(sd);
        GraphConstants constants = GraphConstants.in(sd, config);
        sd.constant("thoughts", Nd4j.scalar(thoughts));
        SDVariable ids = sd.placeHolder(IDS, DataType.INT64, -1, -1);
        OpenRows rows =
                new OpenRows(ids, constants.latent(), thoughts, config.vocabulary(), config.positions(), config.loop());
        KeyValues past = new KeyValues();
        SDVariable hidden = constants.undefined(rows.hidden(decoder, past), rows.isUndefined());
        rows.inRows(decoder.logits(hidden), config.vocabulary()).rename(LOGITS);
        SDVariable last = Slices.last(rows.inRows(hidden, config.width()), 3, 1, 1);
        sd.reshape(last, -1, config.width()).rename(HIDDEN);
        for (int layer = 0; layer < config.layers(); layer++) {
            KeyValues.Size size = config.decoder().kept(layer);
            KeyValues.Piece all = past.all(layer);
            inRows(rows, all.keys(), size).rename(keys(layer));
            inRows(rows, all.values(), size).rename(values(layer));
        }
        if (config.loop().bottleneck()) {
            rows.question().rename(QUESTION);
        }
        return sd;
    }

    /** {@code [1, H, B * S, d]} to {@code [B, H, S, d]}. */
    private static SDVariable inRows(OpenRows rows, SDVariable kept, KeyValues.Size size) {
        SameDiff sd = kept.getSameDiff();
        SDVariable columns = sd.permute(kept, 2, 0, 1, 3);
        return sd.permute(rows.inRows(columns, size.heads(), size.width()), 0, 2, 1, 3);
    }

    static String keys(int layer) {
        return "keys_" + layer;
    }

    static String values(int layer) {
        return "values_" + layer;
    }
}
