package io.github.coconut4j.model;

import io.github.coconut4j.model.graph.Graph;
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
record GenerationGraphs(GenerationShape shape, Graph question, Graph column, Graph head) {
    static final String EMBEDDINGS = "embeddings";
    static final String HIDDEN = "hidden";
    static final String LOGITS = "logits";

    static GenerationGraphs draw(Model model, GenerationShape shape) {
        return new GenerationGraphs(shape, question(model, shape), column(model, shape), head(model, shape));
    }

    private static Graph question(Model model, GenerationShape shape) {
        SameDiff sd = SameDiff.create();
        model.parameters().declare(sd);
        LoopShape loop = new LoopShape(shape.rows(), shape.question(), 0, 0, false);
        LoopInputs inputs = LoopInputs.declare(sd, loop, DataType.FLOAT);
        KeyValues past = new KeyValues();
        LatentLoop.over(Gpt2.in(sd, model.config()), loop)
                .hidden(inputs, shape.first(), past)
                .rename(HIDDEN);
        List<String> outputs = new ArrayList<>(List.of(HIDDEN));
        for (int layer = 0; layer < model.config().layers(); layer++) {
            KeyValues.Piece piece = past.all(layer);
            SDVariable keys = sd.permute(piece.keys(), 0, 1, 3, 2);
            outputs.add(sd.identity(keys).rename(keys(layer)).name());
            outputs.add(sd.identity(piece.values()).rename(values(layer)).name());
        }
        return Graph.of(sd, outputs);
    }

    private static Graph column(Model model, GenerationShape shape) {
        SameDiff sd = SameDiff.create();
        Gpt2Config config = model.config();
        model.parameters().declare(sd);
        int rows = shape.rows();
        KeyValues past = new KeyValues();
        for (int layer = 0; layer < config.layers(); layer++) {
            SDVariable keys = sd.placeHolder(
                    kept(keys(layer)), DataType.FLOAT, rows, config.heads(), config.headWidth(), shape.capacity());
            SDVariable values = sd.placeHolder(
                    kept(values(layer)), DataType.FLOAT, rows, config.heads(), shape.capacity(), config.headWidth());
            past.append(layer, new KeyValues.Piece(sd.permute(keys, 0, 1, 3, 2), values, shape.capacity()));
        }
        int columns = shape.capacity() + 1;
        SDVariable padding =
                sd.reshape(sd.placeHolder(LoopArrays.PADDING, DataType.FLOAT, rows, columns), rows, 1, 1, columns);
        SDVariable positions = sd.placeHolder(LoopArrays.POSITIONS, DataType.INT32, rows);
        Pass pass = new Pass(rows, 1, 1, positions, (scores, queries) -> scores.add(padding), past);
        SDVariable embeddings = sd.placeHolder(EMBEDDINGS, DataType.FLOAT, rows, config.width());
        Gpt2.in(sd, config).run(embeddings, pass).rename(HIDDEN);
        List<String> outputs = new ArrayList<>(List.of(HIDDEN));
        for (int layer = 0; layer < config.layers(); layer++) {
            KeyValues.Piece own = past.firstAndLater(layer).get(1);
            outputs.add(sd.identity(own.keys()).rename(keys(layer)).name());
            outputs.add(sd.identity(own.values()).rename(values(layer)).name());
        }
        return Graph.of(sd, outputs);
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
