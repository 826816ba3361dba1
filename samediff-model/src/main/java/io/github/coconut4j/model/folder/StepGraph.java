package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.loop.BoundedIndex;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.LoopInputs;
import io.github.coconut4j.model.loop.NextColumn;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One more column of rows of equal length as a graph of stock ops, as {@code step.fb} holds it. It reads what {@link ServingGraph} and it itself leave: {@value
 * ServingGraph#HIDDEN} {@code [B, D]} of the column before, {@code keys_i} and {@code values_i} {@code [B, H, P, d]} of all columns so far under the names {@code
 * past_keys_i} and {@code past_values_i}; and {@value ServingGraph#IDS} {@code [B, 1] long} (SameDiff casts int). Where that is the latent token, the column is a thought: the state before it
 * is fed back. As in {@link ServingGraph}, the rows lie side by side, and what cannot be computed is NaN, and so is all that follows in its row.
 *
 * <p>A model with a bottleneck keeps one number more, {@value ServingGraph#QUESTION} {@code [B] int}: how many columns lie before the first thought of a row, 0 while
 * there is none. A thought sees all columns, a word none of those.
 */
final class StepGraph {
    private static final String PAST = "past_";

    private final SameDiff sd = SameDiff.create();
    private final ModelConfig config;
    private final List<KeyValues.Piece> before = new ArrayList<>();
    private final List<KeyValues.Piece> added = new ArrayList<>();
    private final SDVariable rows;
    private final SDVariable ids;

    private StepGraph(Model model) {
        config = model.config();
        model.parameters().declareVariables(sd);
        ids = sd.placeHolder(ServingGraph.IDS, DataType.INT64, -1, 1);
        rows = sd.castTo(sd.gather(sd.shape(ids), numbers(0), 0), DataType.INT32);
    }

    static SameDiff of(Model model) {
        StepGraph graph = new StepGraph(model);
        graph.draw();
        return graph.sd;
    }

    private void draw() {
        Decoder decoder = config.in(sd);
        GraphConstants constants = GraphConstants.in(sd, config);
        List<KeyValues.Piece> sideBySide = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            KeyValues.Size size = config.decoder().kept(layer);
            KeyValues.Piece piece = new KeyValues.Piece(
                    kept(ServingGraph.keys(layer), size), kept(ServingGraph.values(layer), size), -1);
            before.add(piece);
            sideBySide.add(new KeyValues.Piece(sideBySide(piece.keys(), size), sideBySide(piece.values(), size), -1));
        }
        KeyValues past = KeyValues.behind(sideBySide, this::keep);
        BoundedIndex id = BoundedIndex.of(sd.reshape(ids, rows), config.vocabulary());
        SDVariable columns = columns();
        BoundedIndex position = BoundedIndex.of(id.index().mul(0).add(columns), config.positions());
        SDVariable states =
                ofRows(sd.placeHolder(PAST + ServingGraph.HIDDEN, DataType.FLOAT, -1, config.width()), config.width());
        SDVariable isGone = sd.math.isNaN(states);
        SDVariable isLatent = real(sd.eq(id.index(), constants.latent()));
        SDVariable there = sd.where(sd.zerosLike(states), states, isGone);
        SDVariable hidden = hidden(isLatent, columns);
        SDVariable state = new NextColumn(
                        NextColumn.ANY, id.index(), sd.reshape(isLatent, -1, 1), there, position.index(), hidden)
                .run(decoder, past);
        SDVariable wrong = id.isOutside().add(position.isOutside()).add(sd.max(real(isGone), 1));
        SDVariable marked = constants.undefined(state, real(sd.gt(wrong, 0))).rename(ServingGraph.HIDDEN);
        sd.reshape(decoder.logits(marked), -1, 1, config.vocabulary()).rename(ServingGraph.LOGITS);
        for (int layer = 0; layer < config.layers(); layer++) {
            KeyValues.Size size = config.decoder().kept(layer);
            longer(before.get(layer).keys(), added.get(layer).keys(), size).rename(ServingGraph.keys(layer));
            longer(before.get(layer).values(), added.get(layer).values(), size).rename(ServingGraph.values(layer));
        }
    }

    private KeyValues.Piece keep(int layer, KeyValues.Piece piece) {
        added.add(piece);
        return piece;
    }

    /** Keys or values of all columns so far, {@code [B, H, P, d]}. Another number of rows than {@value ServingGraph#IDS} has cannot be reshaped to that. */
    private SDVariable kept(String name, KeyValues.Size size) {
        SDVariable past = sd.placeHolder(PAST + name, DataType.FLOAT, -1, size.heads(), -1, size.width());
        return sd.reshape(past, sd.concat(0, rows, numbers(size.heads()), columns(past), numbers(size.width())));
    }

    /** {@code [B, H, P, d]} to {@code [1, H, B * P, d]}. */
    private SDVariable sideBySide(SDVariable kept, KeyValues.Size size) {
        return sd.reshape(sd.permute(kept, 1, 0, 2, 3), 1, size.heads(), -1, size.width());
    }

    /** {@code [B, H, P, d]} and the new {@code [1, H, B, d]} to {@code [B, H, P + 1, d]}. */
    private SDVariable longer(SDVariable past, SDVariable next, KeyValues.Size size) {
        SDVariable column = sd.reshape(sd.permute(next, 2, 1, 0, 3), -1, size.heads(), 1, size.width());
        return sd.concat(2, past, column);
    }

    /** Other rows, hidden from each, and with a bottleneck the question from words behind thoughts, {@code [1, 1, B, B * P + B]}. */
    private SDVariable hidden(SDVariable isLatent, SDVariable columns) {
        SDVariable row = range(rows);
        SDVariable past = range(rows.mul(columns));
        SDVariable keyRow = sd.concat(0, sd.math.floorDiv(past, columns), row);
        SDVariable others = real(sd.neq(asking(row), asked(keyRow))).mul(LoopInputs.HIDDEN);
        if (!config.loop().bottleneck()) {
            return others;
        }
        SDVariable question = ofRows(sd.placeHolder(PAST + ServingGraph.QUESTION, DataType.INT32, -1));
        SDVariable isFirst = isLatent.mul(real(sd.eq(question, 0)));
        question.add(sd.castTo(isFirst, DataType.INT32).mul(columns)).rename(ServingGraph.QUESTION);
        SDVariable keyPlace =
                sd.concat(0, sd.math.floorMod(past, columns), row.mul(0).add(columns));
        SDVariable isQuestion = real(sd.lt(asked(keyPlace), asking(question)));
        return others.add(NextColumn.hiddenQuestion(asking(isLatent.mul(-1).add(1)), isQuestion));
    }

    private SDVariable ofRows(SDVariable past, int... rest) {
        return sd.reshape(past, rest.length == 0 ? rows : sd.concat(0, rows, numbers(rest)));
    }

    /** The number of columns so far, {@code [1] int}. */
    private SDVariable columns() {
        return columns(sd.getVariable(PAST + ServingGraph.keys(0)));
    }

    private SDVariable columns(SDVariable past) {
        return sd.castTo(sd.gather(sd.shape(past), numbers(2), 0), DataType.INT32);
    }

    private SDVariable asking(SDVariable values) {
        return sd.reshape(values, 1, 1, -1, 1);
    }

    private SDVariable asked(SDVariable values) {
        return sd.reshape(values, 1, 1, 1, -1);
    }

    private SDVariable range(SDVariable end) {
        return sd.range(sd.constant(Nd4j.scalar(0)), sd.reshape(end), sd.constant(Nd4j.scalar(1)), DataType.INT32);
    }

    private SDVariable numbers(int... values) {
        return sd.constant(Nd4j.createFromArray(values));
    }

    private SDVariable real(SDVariable values) {
        return sd.castTo(values, DataType.FLOAT);
    }
}
