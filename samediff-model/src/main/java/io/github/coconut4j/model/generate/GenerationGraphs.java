package io.github.coconut4j.model.generate;

import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.LatentLoop;
import io.github.coconut4j.model.loop.LayerWatch;
import io.github.coconut4j.model.loop.LoopInputs;
import io.github.coconut4j.model.loop.LoopShape;
import io.github.coconut4j.model.loop.NextColumn;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The three graphs of generation; all streams share them.
 *
 * @param shape their sizes
 * @param question runs the question's columns: {@link #HIDDEN} of the last of them, keys and values of all
 * @param column runs one column, a thought or a word, on the keys and values kept: {@link #HIDDEN} and its own keys and values
 * @param head {@link #LOGITS} of one hidden state a row
 * @param layers how many states between layers the graph of a column shows, if they are looked at
 */
record GenerationGraphs(GenerationShape shape, Graph question, Graph column, Graph head, int layers) {
    static final String STATES = "states";
    static final String BEHIND = "behind";
    static final String HIDDEN = "hidden";
    static final String LOGITS = "logits";

    static GenerationGraphs draw(Model model, GenerationShape shape) {
        List<String> layers = new ArrayList<>();
        Graph column = column(model, shape, layers);
        return new GenerationGraphs(shape, question(model, shape), column, head(model, shape), layers.size());
    }

    private static Graph question(Model model, GenerationShape shape) {
        SameDiff sd = SameDiff.create();
        model.parameters().declare(sd);
        LoopShape loop = new LoopShape(shape.rows(), shape.question(), 0, 0, false);
        LoopInputs inputs = LoopInputs.declare(sd, loop, DataType.FLOAT);
        LatentLoop.over(model.config().in(sd), loop)
                .hidden(inputs, shape.first(), new KeyValues(GenerationGraphs::keep))
                .rename(HIDDEN);
        return Graph.of(sd, outputs(model.config()));
    }

    private static Graph column(Model model, GenerationShape shape, List<String> layers) {
        SameDiff sd = SameDiff.create();
        ModelConfig config = model.config();
        model.parameters().declare(sd);
        int rows = shape.rows();
        List<KeyValues.Piece> earlier = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            KeyValues.Size kept = config.decoder().kept(layer);
            long[] size = {rows, kept.heads(), shape.capacity(), kept.width()};
            SDVariable keys = sd.placeHolder(kept(keys(layer)), DataType.FLOAT, size);
            SDVariable values = sd.placeHolder(kept(values(layer)), DataType.FLOAT, size);
            earlier.add(new KeyValues.Piece(keys, values, shape.capacity()));
        }
        NextColumn next = new NextColumn(
                rows,
                sd.placeHolder(LoopInputs.IDS, DataType.INT32, rows),
                sd.placeHolder(LoopInputs.LATENT, DataType.FLOAT, rows, 1),
                sd.placeHolder(STATES, DataType.FLOAT, rows, config.width()),
                sd.placeHolder(LoopInputs.POSITIONS, DataType.INT32, rows),
                hidden(sd, config, shape));
        LayerWatch watch = (layer, state) -> {
            state.get().rename(layer(layer));
            layers.add(layer(layer));
        };
        next.run(
                        config.in(sd),
                        KeyValues.behind(earlier, GenerationGraphs::keep),
                        shape.layers() ? watch : LayerWatch.NOBODY)
                .rename(HIDDEN);
        List<String> outputs = outputs(config);
        outputs.addAll(layers);
        return Graph.of(sd, outputs);
    }

    /** What rows do not see of the columns kept: what is padding or empty yet and, in a bottleneck, the question. */
    private static SDVariable hidden(SameDiff sd, ModelConfig config, GenerationShape shape) {
        int columns = shape.capacity() + 1;
        SDVariable hidden = sd.placeHolder(LoopInputs.PADDING, DataType.FLOAT, shape.rows(), columns);
        if (config.loop().bottleneck()) {
            SDVariable isQuestion =
                    sd.constant(Nd4j.arange(columns).lt(shape.question()).castTo(DataType.FLOAT));
            SDVariable isBehind = sd.placeHolder(BEHIND, DataType.FLOAT, shape.rows(), 1);
            hidden = hidden.add(NextColumn.hiddenQuestion(isBehind, sd.reshape(isQuestion, 1, columns)));
        }
        return sd.reshape(hidden, shape.rows(), 1, 1, columns);
    }

    /** New keys and values under the names of the arrays that keep them; attention reads them there. */
    private static KeyValues.Piece keep(int layer, KeyValues.Piece piece) {
        SameDiff sd = piece.keys().getSameDiff();
        return new KeyValues.Piece(
                sd.identity(piece.keys()).rename(keys(layer)),
                sd.identity(piece.values()).rename(values(layer)),
                piece.columns());
    }

    private static List<String> outputs(ModelConfig config) {
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
        model.config().in(sd).logits(hidden).rename(LOGITS);
        return Graph.of(sd, List.of(LOGITS));
    }

    static String keys(int layer) {
        return "keys_" + layer;
    }

    static String values(int layer) {
        return "values_" + layer;
    }

    static String layer(int layer) {
        return "below_" + layer;
    }

    /** What the graph of a column calls the kept ones. */
    static String kept(String name) {
        return "kept_" + name;
    }
}
