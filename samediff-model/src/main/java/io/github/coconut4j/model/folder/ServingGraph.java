package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.gpt2.Gpt2;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.LoopInputs;
import io.github.coconut4j.model.loop.Pass;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The model as a graph of stock ops that takes one row of any length, as {@code model.fb} holds it: {@value #IDS} {@code [1, S] int} to {@value #LOGITS}
 * {@code [1, S, V]}, with the last column's state and all keys and values for those who want to go on column by column. Where the row has its K latent tokens, side by side, the graph runs the latent loop; positions and masks are computed from the lengths.
 */
public final class ServingGraph {
    static final String IDS = "input_ids";
    static final String LOGITS = "logits";
    static final String HIDDEN = "hidden";
    static final String QUESTION = "question";
    static final String LATENT = "latent_id";
    static final String EOS = "eos_token_id";

    private final SameDiff sd = SameDiff.create();
    private final Gpt2Config config;
    private final Gpt2 gpt2;
    private final SDVariable ids;
    private final SDVariable words;
    private final SDVariable length;
    private final KeyValues past = new KeyValues();
    private final List<SDVariable> hidden = new ArrayList<>();
    private final List<SDVariable> places = new ArrayList<>();
    private SDVariable firstThought;
    private SDVariable lastThought;

    private ServingGraph(Model model) {
        model.parameters().declareVariables(sd);
        this.config = model.config();
        this.gpt2 = Gpt2.in(sd, config);
        this.ids = sd.reshape(sd.placeHolder(IDS, DataType.INT32, 1, -1), -1);
        this.words = gpt2.embed(ids);
        this.length = sd.castTo(sd.size(ids), DataType.INT32);
        sd.constant(EOS, Nd4j.scalar(config.tokens().eos()));
    }

    /**
     * Draws the graph.
     *
     * @param thoughts latent tokens K every row will have, 0 or more
     */
    public static SameDiff of(Model model, int thoughts) {
        if (thoughts < 0) {
            throw new ModelException("The number of thoughts is " + thoughts + "; it must be 0 or more.");
        }
        ServingGraph graph = new ServingGraph(model);
        if (thoughts == 0) {
            graph.run(graph.words, graph.range(graph.number(0), graph.length), -1);
        } else {
            graph.loop(thoughts);
        }
        graph.head();
        return graph.sd;
    }

    /** The latent loop: the question, a pass for each thought but the last, the last thought with everything behind it. */
    private void loop(int thoughts) {
        SDVariable latent = sd.constant(LATENT, Nd4j.scalar(config.tokens().latent()));
        firstThought = sd.castTo(sd.argmax(sd.castTo(sd.eq(ids, latent), DataType.FLOAT), 0), DataType.INT32);
        lastThought = firstThought.add(thoughts - 1);
        SDVariable question = range(number(0), firstThought);
        SDVariable thought = lastOf(run(sd.gather(words, question, 0), question, -1));
        for (int next = 0; next < thoughts - 1; next++) {
            thought = run(thought, sd.reshape(firstThought.add(next), 1), 1);
        }
        SDVariable rest = range(lastThought, length);
        SDVariable isThought = sd.reshape(sd.castTo(sd.eq(rest, lastThought), DataType.FLOAT), -1, 1);
        SDVariable tokens = sd.gather(words, rest, 0).mul(isThought.mul(-1).add(1));
        run(tokens.add(isThought.mul(thought)), rest, -1);
    }

    /** Logits of every column and, for whoever goes on with {@link StepGraph}, what it needs of the columns so far. */
    private void head() {
        SDVariable all = hidden.size() == 1 ? hidden.get(0) : sd.concat(0, hidden.toArray(SDVariable[]::new));
        sd.reshape(gpt2.logits(all), 1, -1, config.vocabulary()).rename(LOGITS);
        lastOf(all).rename(HIDDEN);
        name(past, config.layers());
        if (config.loop().bottleneck()) {
            SDVariable question = firstThought == null ? length.mul(0) : firstThought;
            sd.reshape(question, 1).rename(QUESTION);
        }
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

    /** Runs new columns at the given places of the row, {@code [columns] int}. */
    private SDVariable run(SDVariable embeddings, SDVariable queries, int columns) {
        places.add(queries);
        SDVariable keys = places.size() == 1 ? queries : sd.concat(0, places.toArray(SDVariable[]::new));
        hidden.add(gpt2.run(embeddings, new Pass(1, columns, columns, queries, causal(queries, keys), past)));
        return hidden.get(hidden.size() - 1);
    }

    /** Hides keys at later places and, in a bottleneck, the question from what is behind the thoughts; a query alone is a thought and sees all before it. */
    private Pass.Mask causal(SDVariable queries, SDVariable keys) {
        return (scores, count) -> {
            if (count == 1) {
                return scores;
            }
            SDVariable key = sd.reshape(keys, 1, 1, 1, -1);
            SDVariable query = sd.reshape(queries, 1, 1, -1, 1);
            SDVariable hidden = sd.castTo(sd.gt(key, query), scores.dataType());
            if (firstThought != null && config.loop().bottleneck()) {
                SDVariable behind = sd.castTo(sd.gt(query, lastThought), scores.dataType());
                SDVariable question = sd.castTo(sd.lt(key, firstThought), scores.dataType());
                hidden = hidden.add(behind.mul(question));
            }
            return scores.add(hidden.mul(LoopInputs.HIDDEN));
        };
    }

    private SDVariable lastOf(SDVariable rows) {
        return Slices.last(rows, 2, 0, 1);
    }

    private SDVariable range(SDVariable from, SDVariable to) {
        return sd.range(from, to, number(1), DataType.INT32);
    }

    private SDVariable number(int value) {
        return sd.constant(Nd4j.scalar(value));
    }
}
