package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.gpt2.Gpt2;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.LoopInputs;
import io.github.coconut4j.model.loop.Pass;
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
public final class StepGraph {
    static final String STATE = "past_hidden";

    private final SameDiff sd = SameDiff.create();
    private final Gpt2Config config;

    private StepGraph(Model model) {
        config = model.config();
        model.parameters().declareVariables(sd);
    }

    public static SameDiff of(Model model) {
        StepGraph graph = new StepGraph(model);
        graph.draw();
        return graph.sd;
    }

    private void draw() {
        Gpt2 gpt2 = Gpt2.in(sd, config);
        KeyValues past = new KeyValues();
        for (int layer = 0; layer < config.layers(); layer++) {
            past.append(
                    layer, new KeyValues.Piece(kept(ServingGraph.keys(layer)), kept(ServingGraph.values(layer)), -1));
        }
        SDVariable ids = sd.reshape(sd.placeHolder(ServingGraph.IDS, DataType.INT32, 1, 1), -1);
        SDVariable state = sd.placeHolder(STATE, DataType.FLOAT, 1, config.width());
        SDVariable latent =
                sd.constant(ServingGraph.LATENT, Nd4j.scalar(config.tokens().latent()));
        sd.constant(ServingGraph.EOS, Nd4j.scalar(config.tokens().eos()));
        SDVariable isLatent = sd.castTo(sd.reshape(sd.eq(ids, latent), 1), DataType.FLOAT);
        SDVariable isThought = sd.reshape(isLatent, 1, 1);
        SDVariable word = gpt2.embed(ids).mul(isThought.mul(-1).add(1));
        SDVariable columns = columns();
        SDVariable position = sd.reshape(columns, 1);
        Pass.Mask mask = config.loop().bottleneck() ? bottleneck(isLatent, columns) : (scores, queries) -> scores;
        SDVariable hidden = gpt2.run(word.add(isThought.mul(state)), new Pass(1, 1, 1, position, mask, past))
                .rename(ServingGraph.HIDDEN);
        sd.reshape(gpt2.logits(hidden), 1, 1, config.vocabulary()).rename(ServingGraph.LOGITS);
        ServingGraph.name(past, config.layers());
    }

    /** Hides the question from words behind thoughts, and says to the next step where the question ends. */
    private Pass.Mask bottleneck(SDVariable isLatent, SDVariable columns) {
        SDVariable before = sd.placeHolder("past_" + ServingGraph.QUESTION, DataType.INT32, 1);
        SDVariable isFirst = isLatent.mul(sd.castTo(sd.eq(before, 0), DataType.FLOAT));
        before.add(sd.castTo(isFirst, DataType.INT32).mul(columns)).rename(ServingGraph.QUESTION);
        SDVariable keys =
                sd.range(sd.constant(Nd4j.scalar(0)), columns.add(1), sd.constant(Nd4j.scalar(1)), DataType.INT32);
        SDVariable inQuestion = sd.castTo(sd.lt(keys, before), DataType.FLOAT);
        SDVariable hidden = inQuestion.mul(isLatent.mul(-1).add(1)).mul(LoopInputs.HIDDEN);
        return (scores, queries) -> scores.add(sd.reshape(hidden, 1, 1, 1, -1));
    }

    private SDVariable kept(String name) {
        return sd.placeHolder("past_" + name, DataType.FLOAT, 1, config.heads(), -1, config.headWidth());
    }

    /** The number of columns so far, an int, from how many keys there are. */
    private SDVariable columns() {
        SDVariable keys = sd.castTo(sd.size(sd.getVariable("past_" + ServingGraph.keys(0))), DataType.FLOAT);
        return sd.castTo(keys.div(config.width()), DataType.INT32);
    }
}
