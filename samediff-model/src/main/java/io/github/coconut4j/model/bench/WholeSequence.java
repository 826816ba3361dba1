package io.github.coconut4j.model.bench;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.internal.memory.Arena;
import io.github.coconut4j.model.internal.plan.Bindings;
import io.github.coconut4j.model.internal.plan.Plan;
import io.github.coconut4j.model.io.HostArrays;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.LatentLoop;
import io.github.coconut4j.model.loop.LoopInputs;
import io.github.coconut4j.model.loop.LoopShape;
import io.github.coconut4j.model.loop.Pass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The model run over one whole sequence of fixed length, the way {@code GPT2LMHeadModel} runs it: hidden states of all columns in all layers and the logits of every
 * column, nothing kept for a later run. Compiled like everything else, so that it differs from {@link io.github.coconut4j.model.generate.Generator} in what it computes, not
 * in how fast.
 */
final class WholeSequence implements AutoCloseable {
    private static final String IDS = "ids";
    private static final String POSITIONS = "positions";
    private static final String PADDING = "padding";
    private static final String THOUGHTS = "thoughts";
    private static final String HIDDEN = "hidden";
    private static final String LOGITS = "logits";

    private final Map<String, INDArray> arrays = new HashMap<>();
    private final Arena arena = new Arena();
    private final Plan plan;
    private final int words;
    private final int width;
    private final float[] scores;

    private WholeSequence(Model model, SameDiff sd, int words, int columns, int thoughts) {
        this.words = words;
        this.width = model.config().width();
        this.scores = new float[model.config().vocabulary()];
        arrays.put(IDS, Nd4j.create(DataType.INT32, words));
        arrays.put(POSITIONS, Nd4j.arange(columns).castTo(DataType.INT32));
        arrays.put(PADDING, Nd4j.create(DataType.FLOAT, 1, columns));
        arrays.put(HIDDEN, Nd4j.create(DataType.FLOAT, columns, width));
        arrays.put(LOGITS, Nd4j.create(DataType.FLOAT, columns, model.config().vocabulary()));
        if (thoughts > 0) {
            arrays.put(THOUGHTS, Nd4j.create(DataType.FLOAT, thoughts, width));
        }
        Map<String, INDArray> inputs = new HashMap<>(arrays);
        inputs.putAll(model.arrays());
        Map<String, INDArray> outputs = Map.of(HIDDEN, inputs.remove(HIDDEN), LOGITS, inputs.remove(LOGITS));
        this.plan = Plan.compile(
                Graph.of(sd, List.of(HIDDEN, LOGITS)), new Bindings(inputs, outputs, Map.of()), Mode.FAST, arena);
    }

    /**
     * One pass over question, thoughts that are known already, and further words.
     *
     * @param question columns before the thoughts
     * @param thoughts how many thoughts there are
     * @param more words behind them
     */
    static WholeSequence onePass(Model model, int question, int thoughts, int more) {
        int columns = question + thoughts + more;
        SameDiff sd = SameDiff.create();
        model.parameters().declare(sd);
        Decoder decoder = model.config().in(sd);
        SDVariable words = decoder.embed(sd.placeHolder(IDS, DataType.INT32, question + more));
        List<SDVariable> parts = new ArrayList<>(List.of(Slices.range(words, 2, 0, 0, question)));
        if (thoughts > 0) {
            parts.add(sd.placeHolder(
                    THOUGHTS, DataType.FLOAT, thoughts, model.config().width()));
        }
        if (more > 0) {
            parts.add(Slices.range(words, 2, 0, question, question + more));
        }
        SDVariable embeddings = parts.size() == 1 ? words : sd.concat(0, parts.toArray(SDVariable[]::new));
        SDVariable causal = sd.constant("causal", causal(columns));
        SDVariable positions = sd.placeHolder(POSITIONS, DataType.INT32, columns);
        Pass pass = new Pass(1, columns, columns, positions, (scores, queries) -> scores.add(causal), new KeyValues());
        SDVariable hidden = decoder.run(embeddings, pass).rename(HIDDEN);
        decoder.logits(hidden).rename(LOGITS);
        return new WholeSequence(model, sd, question + more, columns, thoughts);
    }

    /** The question and its thoughts in {@code thoughts + 1} passes that reuse each other's keys and values. */
    static WholeSequence withThoughts(Model model, int question, int thoughts) {
        LoopShape shape = new LoopShape(1, question, thoughts, 0, false);
        SameDiff sd = SameDiff.create();
        model.parameters().declare(sd);
        Decoder decoder = model.config().in(sd);
        LoopInputs inputs = new LoopInputs(
                sd.placeHolder(IDS, DataType.INT32, question),
                sd.placeHolder(POSITIONS, DataType.INT32, shape.columns()),
                sd.placeHolder(PADDING, DataType.FLOAT, 1, shape.columns()),
                null);
        SDVariable hidden = LatentLoop.over(decoder, shape)
                .hidden(inputs, 0, new KeyValues())
                .rename(HIDDEN);
        decoder.logits(hidden).rename(LOGITS);
        return new WholeSequence(model, sd, question, shape.columns(), 0);
    }

    private static INDArray causal(int columns) {
        INDArray mask = Nd4j.create(DataType.FLOAT, columns, columns);
        for (int query = 0; query < columns; query++) {
            for (int key = query + 1; key < columns; key++) {
                mask.putScalar(query, key, LoopInputs.HIDDEN);
            }
        }
        return mask;
    }

    /**
     * Runs the sequence.
     *
     * @param ids the words in it
     * @param thoughts the thoughts in it, row by row; at least as many numbers as it has
     */
    void run(int[] ids, float[] thoughts) {
        HostArrays.ints(arrays.get(IDS)).put(0, ids, 0, words);
        HostArrays.written(arrays.get(IDS));
        INDArray given = arrays.get(THOUGHTS);
        if (given != null) {
            HostArrays.floats(given).put(0, thoughts, 0, (int) given.length());
            HostArrays.written(given);
        }
        plan.run();
        HostArrays.read(arrays.get(HIDDEN));
        HostArrays.read(arrays.get(LOGITS));
    }

    /** Copies the state of a column to where thought {@code number} stands. */
    void state(int column, float[] thoughts, int number) {
        HostArrays.floats(arrays.get(HIDDEN)).get(column * width, thoughts, number * width, width);
    }

    /** The best word after the last column. */
    int word() {
        HostArrays.floats(arrays.get(LOGITS)).get((int) arrays.get(LOGITS).length() - scores.length, scores);
        int best = 0;
        for (int id = 1; id < scores.length; id++) {
            if (scores[id] > scores[best]) {
                best = id;
            }
        }
        return best;
    }

    @Override
    public void close() {
        arena.close();
        arrays.values().forEach(INDArray::close);
    }
}
