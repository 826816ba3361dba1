package io.github.coconut4j.model.generate;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.OutOfPlanMemory;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.internal.memory.Arena;
import io.github.coconut4j.model.internal.plan.Bindings;
import io.github.coconut4j.model.internal.plan.Plan;
import io.github.coconut4j.model.internal.run.LoopArrays;
import io.github.coconut4j.model.internal.run.PlanCache;
import io.github.coconut4j.model.internal.run.TokenBatch;
import io.github.coconut4j.model.io.HostArrays;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.LoopInputs;
import io.github.coconut4j.model.loop.LoopShape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Generation of fixed sizes on one stream, in the moves that {@link Continuation} makes: {@link #question}, {@link #column} for every thought and word, {@link #score}
 * where words are wanted. Each replays a plan on the same memory, so that between any two of them the states can be looked at or replaced.
 */
final class GenerationPlan implements PlanCache.Entry {
    private final GenerationShape shape;
    private final int width;
    private final LoopArrays questions;
    private final ColumnInput input;
    private final KeptKeyValues kept;
    private final INDArray questionStates;
    private final INDArray states;
    private final INDArray ends;
    private final INDArray logits;
    private final List<INDArray> layers = new ArrayList<>();
    private final FloatBuffer stateRows;
    private final FloatBuffer endRows;
    private final float[] scores;
    private final Arena arena;
    private final long arrayBytes;
    private final Plan question;
    private final Plan column;
    private final Plan head;

    private GenerationPlan(GenerationGraphs graphs, Model model, Mode mode, long limit) {
        ModelConfig config = model.config();
        this.shape = graphs.shape();
        this.arrayBytes = arrayBytes(config, shape);
        this.arena = new Arena(() -> limit - arrayBytes);
        this.width = config.width();
        int rows = shape.rows();
        this.questions = new LoopArrays(new LoopShape(rows, shape.question(), 0, 0, false), null, config.tokens());
        this.input = new ColumnInput(shape, config);
        this.kept = new KeptKeyValues(config, shape);
        this.questionStates = Nd4j.create(DataType.FLOAT, (long) shape.outputs() * rows, width);
        this.states = Nd4j.create(DataType.FLOAT, rows, width);
        this.ends = Nd4j.create(DataType.FLOAT, rows, width);
        this.logits = Nd4j.create(DataType.FLOAT, rows, config.vocabulary());
        this.stateRows = HostArrays.floats(states);
        this.endRows = HostArrays.floats(ends);
        this.scores = new float[config.vocabulary()];

        Map<String, INDArray> first = new HashMap<>(kept.first(shape.question()));
        first.put(GenerationGraphs.HIDDEN, questionStates);
        Map<String, INDArray> read = new HashMap<>(kept.all());
        read.putAll(input.arrays());
        Map<String, INDArray> made = new HashMap<>(kept.own());
        made.put(GenerationGraphs.HIDDEN, states);
        for (int layer = 0; layer < graphs.layers(); layer++) {
            layers.add(Nd4j.create(DataType.FLOAT, rows, width));
            made.put(GenerationGraphs.layer(layer), layers.get(layer));
        }
        Map<String, INDArray> hidden = Map.of(GenerationGraphs.HIDDEN, ends);
        try {
            this.question = plan(graphs.question(), model, questions.arrays(), first, mode);
            this.column = plan(graphs.column(), model, read, made, mode);
            this.head = plan(graphs.head(), model, hidden, Map.of(GenerationGraphs.LOGITS, logits), mode);
        } catch (OutOfPlanMemory full) {
            close();
            throw full;
        }
    }

    /**
     * Makes the arrays and compiles the plans.
     *
     * @param limit most bytes they may take in all
     * @throws OutOfPlanMemory when they need more; nothing is left behind
     */
    static GenerationPlan compile(GenerationGraphs graphs, Model model, Mode mode, long limit) {
        long arrays = arrayBytes(model.config(), graphs.shape());
        if (arrays > limit) {
            throw OutOfPlanMemory.onEachStream(arrays, limit, limit);
        }
        return new GenerationPlan(graphs, model, mode, limit);
    }

    /** Bytes of keys, values, inputs and outputs: all that is not an intermediate value of a plan. */
    static long arrayBytes(ModelConfig config, GenerationShape shape) {
        long state = config.width();
        long kept = 0;
        for (int layer = 0; layer < config.layers(); layer++) {
            KeyValues.Size size = config.decoder().kept(layer);
            kept += 2L * size.heads() * size.width() * (shape.capacity() + 1);
        }
        long inputs = 3L * shape.question() + state + 4 + shape.capacity() + 1;
        long looked = shape.layers() ? config.layers() + 1L : 0;
        long outputs = state * (shape.outputs() + 2 + looked) + config.vocabulary();
        return (kept + inputs + outputs) * shape.rows() * Float.BYTES;
    }

    /** Bytes of everything: arrays and the plans' intermediate values. */
    @Override
    public long bytes() {
        return arrayBytes + arena.bytes();
    }

    /** Whether all steps are ops of libnd4j. */
    boolean isStock() {
        return question.isStock() && column.isStock() && head.isStock();
    }

    private Plan plan(
            Graph graph, Model model, Map<String, INDArray> inputs, Map<String, INDArray> outputs, Mode mode) {
        Map<String, INDArray> given = new HashMap<>(inputs);
        given.putAll(model.arrays());
        return Plan.compile(graph, new Bindings(given, outputs, Map.of()), mode, arena);
    }

    GenerationShape shape() {
        return shape;
    }

    /**
     * Hidden states after the final norm of the column run last: the thoughts, if the next column is a latent.
     *
     * @return a copy {@code [n, D]}
     */
    INDArray states(int... rows) {
        return copy(stateRows, rows);
    }

    /** How many states between layers there are to look at. */
    int layers() {
        return layers.size();
    }

    /** States below a layer in the column run last, {@code [n, D]}; a copy. */
    INDArray layer(int layer, int... rows) {
        HostArrays.read(layers.get(layer));
        return copy(HostArrays.floats(layers.get(layer)), rows);
    }

    private INDArray copy(FloatBuffer from, int... rows) {
        INDArray copy = Nd4j.create(DataType.FLOAT, rows.length, width);
        FloatBuffer copied = HostArrays.floats(copy);
        for (int i = 0; i < rows.length; i++) {
            copied.put(i * width, from, rows[i] * width, width);
        }
        HostArrays.written(copy);
        return copy;
    }

    /** The same of one row, {@code [D]}; a copy. */
    float[] state(int row) {
        float[] copy = new float[width];
        stateRows.get(row * width, copy);
        return copy;
    }

    /** Puts a row {@code i} of {@code [n, D]} in place of a row's state. */
    void state(int row, INDArray states, int i) {
        HostArrays.read(states);
        stateRows.put(row * width, HostArrays.floats(states), i * width, width);
    }

    /** Runs the questions of rows {@code from ..} of a batch. */
    void question(TokenBatch batch, int from) {
        questions.fill(batch, from);
        question.run();
        HostArrays.read(questionStates);
        int rows = shape.rows() * width;
        stateRows.put(0, HostArrays.floats(questionStates), (shape.outputs() - 1) * rows, rows);
        HostArrays.written(states);
        input.start(HostArrays.floats(questions.arrays().get(LoopInputs.PADDING)));
    }

    /** Notes that a row's prompt ends in a column of the question. */
    void endInQuestion(int row, int column) {
        int at = ((column - shape.first()) * shape.rows() + row) * width;
        endRows.put(row * width, HostArrays.floats(questionStates), at, width);
    }

    /** Notes that a row's prompt, or the row itself so far, ends in the column run last. */
    void end(int row) {
        endRows.put(row * width, stateRows, row * width, width);
    }

    /** Makes a token the row's next column. */
    void token(int row, int id, int position) {
        input.token(row, id, position);
    }

    /** Makes the row's last state its next column. */
    void thought(int row, int position) {
        input.thought(row, stateRows, position);
    }

    /** Says that a row's next column is behind its thoughts, where a bottleneck hides the question. */
    void behindThoughts(int row) {
        input.behindThoughts(row);
    }

    /** Lets a row see a column from the next one on. */
    void show(int row, int column) {
        input.show(row, column);
    }

    /** Runs one column of every row and keeps its keys and values. */
    void column(int number) {
        input.written();
        column.run();
        kept.keep(number);
        HostArrays.read(states);
    }

    /** Keys and values that a column has left in some rows, {@code [n, F]}; a copy. */
    INDArray kept(int number, int... rows) {
        return kept.read(number, rows);
    }

    /** Puts other keys and values in their place. */
    void kept(int number, int[] rows, INDArray others) {
        kept.replace(number, rows, others);
    }

    /** Numbers F of a column's keys and values. */
    int keptWidth() {
        return kept.width();
    }

    /** Scores every row's last state against the vocabulary; {@link #best} then tells the words. */
    void score() {
        HostArrays.written(ends);
        head.run();
        HostArrays.read(logits);
    }

    /** The state that a row's scores are those of, {@code [D]}; a copy. */
    float[] endState(int row) {
        float[] copy = new float[width];
        endRows.get(row * width, copy);
        return copy;
    }

    /** A row's score of every word, {@code [V]}; a copy. */
    float[] scores(int row) {
        float[] copy = new float[scores.length];
        HostArrays.floats(logits).get(row * scores.length, copy);
        return copy;
    }

    /** The word with the highest score, the first of several. */
    int best(int row) {
        HostArrays.floats(logits).get(row * scores.length, scores);
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
        questions.close();
        input.close();
        kept.close();
        questionStates.close();
        states.close();
        ends.close();
        logits.close();
        layers.forEach(INDArray::close);
    }
}
