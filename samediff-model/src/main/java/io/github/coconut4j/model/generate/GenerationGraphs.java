package io.github.coconut4j.model.generate;

import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.gpt2.Gpt2;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.LatentLoop;
import io.github.coconut4j.model.loop.LoopInputs;
import io.github.coconut4j.model.loop.LoopShape;
import io.github.coconut4j.model.loop.Pass;
import io.github.coconut4j.model.run.LoopArrays;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The three graphs of generation; all streams share them.
 *
 * @param shape their sizes
 * @param question runs the question's columns: {@link #HIDDEN} of the last of them, keys and values of all
 * @param column runs one column, a thought or a word, on the keys and values kept: {@link #HIDDEN} and its own keys and values
 * @param head {@link #LOGITS} of one hidden state a row
 */
public record GenerationGraphs(GenerationShape shape, Graph question, Graph column, Graph head) {
    static final String EMBEDDINGS = "embeddings";
    static final String HIDDEN = "hidden";
    static final String LOGITS = "logits";

    public static GenerationGraphs draw(Model model, GenerationShape shape) {
        return new GenerationGraphs(shape, question(model, shape), column(model, shape), head(model, shape));
    }

    private static Graph question(Model model, GenerationShape shape) {
        SameDiff sd = SameDiff.create();
        model.parameters().declare(sd);
        LoopShape loop = new LoopShape(shape.rows(), shape.question(), 0, 0, false);
        LoopInputs inputs = LoopInputs.declare(sd, loop, DataType.FLOAT);
        LatentLoop.over(Gpt2.in(sd, model.config()), loop)
                .hidden(inputs, shape.first(), new KeyValues(GenerationGraphs::keep))
                .rename(HIDDEN);
        return Graph.of(sd, outputs(model.config()));
    }

    private static Graph column(Model model, GenerationShape shape) {
        SameDiff sd = SameDiff.create();
        Gpt2Config config = model.config();
        model.parameters().declare(sd);
        int rows = shape.rows();
        List<KeyValues.Piece> earlier = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            long[] size = {rows, config.heads(), shape.capacity(), config.headWidth()};
            SDVariable keys = sd.placeHolder(kept(keys(layer)), DataType.FLOAT, size);
            SDVariable values = sd.placeHolder(kept(values(layer)), DataType.FLOAT, size);
            earlier.add(new KeyValues.Piece(keys, values, shape.capacity()));
        }
        KeyValues past = KeyValues.behind(earlier, GenerationGraphs::keep);
        int columns = shape.capacity() + 1;
        SDVariable padding =
                sd.reshape(sd.placeHolder(LoopArrays.PADDING, DataType.FLOAT, rows, columns), rows, 1, 1, columns);
        SDVariable positions = sd.placeHolder(LoopArrays.POSITIONS, DataType.INT32, rows);
        Pass pass = new Pass(rows, 1, 1, positions, (scores, queries) -> scores.add(padding), past);
        SDVariable embeddings = sd.placeHolder(EMBEDDINGS, DataType.FLOAT, rows, config.width());
        Gpt2.in(sd, config).run(embeddings, pass).rename(HIDDEN);
        return Graph.of(sd, outputs(config));
    }

    /** New keys and values under the names of the arrays that keep them; attention reads them there. */
    private static KeyValues.Piece keep(int layer, KeyValues.Piece piece) {
        SameDiff sd = piece.keys().getSameDiff();
        return new KeyValues.Piece(
                sd.identity(piece.keys()).rename(keys(layer)),
                sd.identity(piece.values()).rename(values(layer)),
                piece.columns());
    }

    private static List<String> outputs(Gpt2Config config) {
        List<String> outputs = new ArrayList<>(List.of(HIDDEN));
        for (int layer = 0; layer < config.layers(); layer++) {
            outputs.add(keys(layer));
            outputs.add(values(layer));
        }
        return outputs;
    }

    private static Graph head(Model model, GenerationShape shape) {
        SameDiff sd = SameDiff.create();
        model.parameters().declare(sd);
        SDVariable hidden = sd.placeHolder(
                HIDDEN, DataType.FLOAT, shape.rows(), model.config().width());
        Gpt2.in(sd, model.config()).logits(hidden).rename(LOGITS);
        return Graph.of(sd, List.of(LOGITS));
    }

    static String keys(int layer) {
        return "keys_" + layer;
    }

    static String values(int layer) {
        return "values_" + layer;
    }

    /** What the graph of a column calls the kept ones. */
    static String kept(String name) {
        return "kept_" + name;
    }
}
