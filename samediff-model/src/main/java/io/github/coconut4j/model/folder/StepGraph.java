package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.NextColumn;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One more column of a row as a graph of stock ops, as {@code step.fb} holds it. It reads what {@link ServingGraph} and it itself leave: {@value ServingGraph#HIDDEN}
 * {@code [1, D]} of the column before, {@code keys_i} and {@code values_i} {@code [1, H, P, d]} of all columns so far under the names {@code past_keys_i} and
 * {@code past_values_i}; and {@value ServingGraph#IDS} {@code [1, 1] int}. Where that is the latent token, the column is a thought: the state before it is fed back.
 *
 * <p>A model with a bottleneck keeps one number more, {@value ServingGraph#QUESTION} {@code [1] int}: how many columns lie before its first thought, 0 while there is
 * none. A thought sees all columns, a word none of those.
 */
final class StepGraph {
    static final String STATE = "past_hidden";

    private final SameDiff sd = SameDiff.create();
    private final ModelConfig config;

    private StepGraph(Model model) {
        config = model.config();
        model.parameters().declareVariables(sd);
    }

    static SameDiff of(Model model) {
        StepGraph graph = new StepGraph(model);
        graph.draw();
        return graph.sd;
    }

    private void draw() {
        Decoder decoder = config.in(sd);
        KeyValues past = new KeyValues();
        for (int layer = 0; layer < config.layers(); layer++) {
            KeyValues.Size size = config.decoder().kept(layer);
            past.append(
                    layer,
                    new KeyValues.Piece(
                            kept(ServingGraph.keys(layer), size), kept(ServingGraph.values(layer), size), -1));
        }
        SDVariable ids = sd.reshape(sd.placeHolder(ServingGraph.IDS, DataType.INT32, 1, 1), -1);
        SDVariable states = sd.placeHolder(STATE, DataType.FLOAT, 1, config.width());
        SDVariable latent =
                sd.constant(ServingGraph.LATENT, Nd4j.scalar(config.tokens().latent()));
        sd.constant(ServingGraph.EOS, Nd4j.scalar(config.tokens().eos()));
        SDVariable isLatent = sd.reshape(sd.castTo(sd.eq(ids, latent), DataType.FLOAT), 1, 1);
        SDVariable columns = columns();
        SDVariable hidden = config.loop().bottleneck() ? bottleneck(isLatent, columns) : null;
        SDVariable state = new NextColumn(1, ids, isLatent, states, sd.reshape(columns, 1), hidden)
                .run(decoder, past)
                .rename(ServingGraph.HIDDEN);
        sd.reshape(decoder.logits(state), 1, 1, config.vocabulary()).rename(ServingGraph.LOGITS);
        ServingGraph.name(past, config.layers());
    }

    /** Hides the question from words behind thoughts, and says to the next step where the question ends. */
    private SDVariable bottleneck(SDVariable isLatent, SDVariable columns) {
        SDVariable before = sd.placeHolder("past_" + ServingGraph.QUESTION, DataType.INT32, 1);
        SDVariable isFirst =
                sd.castTo(sd.reshape(isLatent, 1), DataType.INT32).mul(sd.castTo(sd.eq(before, 0), DataType.INT32));
        before.add(isFirst.mul(columns)).rename(ServingGraph.QUESTION);
        SDVariable keys =
                sd.range(sd.constant(Nd4j.scalar(0)), columns.add(1), sd.constant(Nd4j.scalar(1)), DataType.INT32);
        SDVariable isQuestion = sd.castTo(sd.lt(keys, before), DataType.FLOAT);
        return sd.reshape(NextColumn.hiddenQuestion(isLatent.mul(-1).add(1), isQuestion), 1, 1, 1, -1);
    }

    private SDVariable kept(String name, KeyValues.Size size) {
        return sd.placeHolder("past_" + name, DataType.FLOAT, 1, size.heads(), -1, size.width());
    }

    /** The number of columns so far, an int, from how many keys there are. */
    private SDVariable columns() {
        KeyValues.Size size = config.decoder().kept(0);
        SDVariable keys = sd.castTo(sd.size(sd.getVariable("past_" + ServingGraph.keys(0))), DataType.FLOAT);
        return sd.castTo(keys.div((double) size.heads() * size.width()), DataType.INT32);
    }
}
