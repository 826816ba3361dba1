package io.github.coconut4j.model;

import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.plan.Arena;
import io.github.coconut4j.model.plan.Bindings;
import io.github.coconut4j.model.plan.Mode;
import io.github.coconut4j.model.plan.Plan;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Generation of fixed sizes on one stream: a plan for the prompt with its thoughts, and one for a single further token. */
final class GenerationPlan implements AutoCloseable {
    private static final String LOGITS = "logits";
    private static final String ENDS = "ends";

    private final GenerationShape shape;
    private final LatentTokens tokens;
    private final Map<String, INDArray> caches;
    private final Map<String, INDArray> fresh;
    private final LoopArrays promptArrays;
    private final Map<String, INDArray> stepArrays;
    private final INDArray ends;
    private final INDArray logits;
    private final Arena arena = new Arena();
    private final Plan prompt;
    private final Plan step;

    /** The two graphs; what all streams share. */
    record Blueprint(GenerationShape shape, Graph prompt, Graph step) {}

    private GenerationPlan(Blueprint blueprint, Model model, Mode mode) {
        this.shape = blueprint.shape();
        this.tokens = model.config().tokens();
        int rows = shape.loop().rows();
        Gpt2Config config = model.config();
        this.caches = keysAndValues(config, rows, shape.capacity());
        this.fresh = keysAndValues(config, rows, 1);
        this.promptArrays = new LoopArrays(shape.loop(), null, tokens);
        this.ends = Nd4j.create(DataType.INT32, rows);
        this.logits = Nd4j.create(DataType.FLOAT, rows, config.vocabulary());
        this.stepArrays = Map.of(
                LoopArrays.IDS, Nd4j.create(DataType.INT32, rows),
                LoopArrays.POSITIONS, Nd4j.create(DataType.INT32, rows),
                LoopArrays.PADDING, Nd4j.create(DataType.FLOAT, rows, shape.capacity() + 1));
        Map<String, INDArray> weights = new HashMap<>();
        model.parameters()
                .names()
                .forEach(name -> weights.put(name, model.parameters().get(name)));

        Map<String, INDArray> promptInputs = new HashMap<>(weights);
        promptInputs.putAll(promptArrays.arrays());
        promptInputs.put(ENDS, ends);
        Map<String, INDArray> promptOutputs = new HashMap<>(Map.of(LOGITS, logits));
        caches.forEach((name, cache) ->
                promptOutputs.put(name, columns(cache, 0, shape.loop().columns())));
        this.prompt =
                Plan.compile(blueprint.prompt(), new Bindings(promptInputs, promptOutputs, Map.of()), mode, arena);

        Map<String, INDArray> stepInputs = new HashMap<>(weights);
        stepInputs.putAll(stepArrays);
        caches.forEach((name, cache) -> stepInputs.put(cached(name), cache));
        Map<String, INDArray> stepOutputs = new HashMap<>(fresh);
        stepOutputs.put(LOGITS, logits);
        this.step = Plan.compile(blueprint.step(), new Bindings(stepInputs, stepOutputs, Map.of()), mode, arena);
    }

    static GenerationPlan compile(Blueprint blueprint, Model model, Mode mode) {
        return new GenerationPlan(blueprint, model, mode);
    }

    static Blueprint draw(Model model, GenerationShape shape) {
        return new Blueprint(shape, drawPrompt(model, shape), drawStep(model, shape));
    }

    private static Graph drawPrompt(Model model, GenerationShape shape) {
        SameDiff sd = SameDiff.create();
        model.parameters().declare(sd);
        Gpt2 gpt2 = Gpt2.in(sd, model.config());
        LoopInputs inputs = LoopInputs.declare(sd, shape.loop(), DataType.FLOAT);
        KeyValues past = new KeyValues();
        SDVariable hidden = LatentLoop.over(gpt2, shape.loop()).hidden(inputs, shape.first(), past);
        SDVariable ends = sd.placeHolder(ENDS, DataType.INT32, shape.loop().rows());
        gpt2.logits(sd.gather(hidden, ends, 0)).rename(LOGITS);
        List<String> outputs = nameKeysAndValues(past, model.config());
        outputs.add(LOGITS);
        return Graph.of(sd, outputs);
    }

    private static Graph drawStep(Model model, GenerationShape shape) {
        SameDiff sd = SameDiff.create();
        Gpt2Config config = model.config();
        model.parameters().declare(sd);
        Gpt2 gpt2 = Gpt2.in(sd, config);
        int rows = shape.loop().rows();
        KeyValues past = new KeyValues();
        for (int layer = 0; layer < config.layers(); layer++) {
            SDVariable keys = sd.placeHolder(
                    cached(keys(layer)), DataType.FLOAT, rows, config.heads(), shape.capacity(), config.headWidth());
            SDVariable values = sd.placeHolder(
                    cached(values(layer)), DataType.FLOAT, rows, config.heads(), shape.capacity(), config.headWidth());
            past.append(layer, new KeyValues.Piece(keys, values, shape.capacity()));
        }
        SDVariable ids = sd.placeHolder(LoopArrays.IDS, DataType.INT32, rows);
        SDVariable positions = sd.placeHolder(LoopArrays.POSITIONS, DataType.INT32, rows);
        int keys = shape.capacity() + 1;
        SDVariable padding =
                sd.reshape(sd.placeHolder(LoopArrays.PADDING, DataType.FLOAT, rows, keys), rows, 1, 1, keys);
        Pass pass = new Pass(rows, 1, 1, positions, (scores, queries) -> scores.add(padding), past);
        gpt2.logits(gpt2.run(gpt2.embed(ids), pass)).rename(LOGITS);
        List<String> outputs = new ArrayList<>(List.of(LOGITS));
        for (int layer = 0; layer < config.layers(); layer++) {
            KeyValues.Piece own = past.firstAndLater(layer).get(1);
            outputs.add(sd.identity(own.keys()).rename(keys(layer)).name());
            outputs.add(sd.identity(own.values()).rename(values(layer)).name());
        }
        return Graph.of(sd, outputs);
    }

    private static List<String> nameKeysAndValues(KeyValues past, Gpt2Config config) {
        List<String> names = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            KeyValues.Piece all = past.all(layer);
            names.add(all.keys()
                    .getSameDiff()
                    .identity(all.keys())
                    .rename(keys(layer))
                    .name());
            names.add(all.keys()
                    .getSameDiff()
                    .identity(all.values())
                    .rename(values(layer))
                    .name());
        }
        return names;
    }

    private static Map<String, INDArray> keysAndValues(Gpt2Config config, int rows, int columns) {
        Map<String, INDArray> arrays = new HashMap<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            for (String name : List.of(keys(layer), values(layer))) {
                arrays.put(name, Nd4j.create(DataType.FLOAT, rows, config.heads(), columns, config.headWidth()));
            }
        }
        return arrays;
    }

    private static String keys(int layer) {
        return "keys_" + layer;
    }

    private static String values(int layer) {
        return "values_" + layer;
    }

    private static String cached(String name) {
        return "cached_" + name;
    }

    private static INDArray columns(INDArray cache, int from, int to) {
        return cache.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    /** Continues rows {@code from ..} of a batch of prompts. */
    List<int[]> generate(TokenBatch batch, int from, int maxNewTokens) {
        int rows = shape.loop().rows();
        int real = Math.min(rows, batch.rows() - from);
        promptArrays.fill(batch, from);
        int[] next = new int[rows];
        int[] position = new int[rows];
        for (int row = 0; row < rows; row++) {
            int end = row < real ? batch.lastToken(from + row) : batch.firstLastToken();
            int shifted = end + shape.loop().question() - batch.question();
            ends.putScalar(row, (shifted - shape.first()) * rows + row);
            position[row] = row < real ? batch.positions()[(from + row) * batch.columns() + end] : 0;
        }
        prompt.run();
        startPadding();
        boolean[] done = new boolean[rows];
        Arrays.fill(done, real, rows, true);
        List<List<Integer>> written = new ArrayList<>();
        for (int row = 0; row < real; row++) {
            written.add(new ArrayList<>());
        }
        for (int count = 0; ; count++) {
            collect(next, done, written);
            if (count + 1 == maxNewTokens || allTrue(done)) {
                break;
            }
            step(next, position, done, shape.loop().columns() + count);
        }
        return written.stream()
                .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** The prompt's padding, then columns that hold nothing yet, then the new token itself. */
    private void startPadding() {
        INDArray padding = stepArrays.get(LoopArrays.PADDING);
        int columns = shape.loop().columns();
        padding.assign(LoopInputs.HIDDEN);
        padding.get(NDArrayIndex.all(), NDArrayIndex.interval(0, columns))
                .assign(promptArrays.arrays().get(LoopArrays.PADDING));
        show(shape.capacity());
    }

    /** Lets every row see a column from now on. */
    private void show(int column) {
        FloatBuffer padding = floats(stepArrays.get(LoopArrays.PADDING));
        int width = shape.capacity() + 1;
        for (int row = 0; row < shape.loop().rows(); row++) {
            padding.put(row * width + column, 0);
        }
    }

    /** Copies keys or values of the new token, {@code [B, H, 1, d]}, to a column of what is kept, {@code [B, H, capacity, d]}. */
    private void keep(INDArray token, INDArray cache, int column) {
        FloatBuffer from = floats(token);
        FloatBuffer to = floats(cache);
        int width = (int) token.size(3);
        int heads = (int) (token.size(0) * token.size(1));
        for (int head = 0; head < heads; head++) {
            to.put((head * shape.capacity() + column) * width, from, head * width, width);
        }
    }

    private static FloatBuffer floats(INDArray array) {
        return array.data().pointer().asByteBuffer().asFloatBuffer();
    }

    private void collect(int[] next, boolean[] done, List<List<Integer>> written) {
        int[] best = logits.argMax(1).toIntVector();
        for (int row = 0; row < best.length; row++) {
            if (!done[row]) {
                next[row] = best[row];
                done[row] = best[row] == tokens.eos();
                if (!done[row]) {
                    written.get(row).add(best[row]);
                }
            }
        }
    }

    /** Runs one more token of every row and keeps its keys and values in a column. */
    private void step(int[] next, int[] position, boolean[] done, int column) {
        INDArray ids = stepArrays.get(LoopArrays.IDS);
        INDArray positions = stepArrays.get(LoopArrays.POSITIONS);
        for (int row = 0; row < next.length; row++) {
            position[row] += done[row] ? 0 : 1;
            ids.putScalar(row, next[row]);
            positions.putScalar(row, position[row]);
        }
        step.run();
        fresh.forEach((name, array) -> keep(array, caches.get(name), column));
        show(column);
    }

    private static boolean allTrue(boolean[] flags) {
        for (boolean flag : flags) {
            if (!flag) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        arena.close();
        promptArrays.close();
        caches.values().forEach(INDArray::close);
        fresh.values().forEach(INDArray::close);
        stepArrays.values().forEach(INDArray::close);
        ends.close();
        logits.close();
    }
}
