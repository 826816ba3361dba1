package io.github.coconut4j.model.loop;

import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.run.LoopArrays;
import io.github.coconut4j.model.train.Executor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What a latent loop reads, time-major: the value of column c and row r stands at {@code c * B + r}.
 *
 * @param ids tokens of the word columns ({@link LoopShape#wordColumns()}), {@code [columns * B] int}
 * @param positions position ids of all columns, {@code [S * B] int}
 * @param padding 0 where a column holds a token, {@link #HIDDEN} where it is padding, {@code [B, S]}
 * @param latent 1 where a latent column holds a thought, 0 where it holds a token, {@code [K * B, 1]}; null unless ragged
 */
public record LoopInputs(SDVariable ids, SDVariable positions, SDVariable padding, SDVariable latent) {
    /**
     * Added to the score of a key that must not be seen: its weight is then 0 in float. Not lower, because libnd4j's softmax in double gives NaN for a row of
     * padding whose scores all lie below -745, where exp ends.
     */
    public static final double HIDDEN = -700;

    /** Placeholders of the right sizes, named like the arrays of {@link LoopArrays}. */
    public static LoopInputs declare(SameDiff sd, LoopShape shape, DataType type) {
        long rows = shape.rows();
        return new LoopInputs(
                sd.placeHolder(LoopArrays.IDS, DataType.INT32, shape.wordColumns() * rows),
                sd.placeHolder(LoopArrays.POSITIONS, DataType.INT32, shape.columns() * rows),
                sd.placeHolder(LoopArrays.PADDING, type, rows, shape.columns()),
                shape.ragged() ? sd.placeHolder(LoopArrays.LATENT, type, shape.thoughts() * rows, 1) : null);
    }

    /**
     * The inputs of a loop from the arrays of a batch, each {@code [B, S] int}; see {@link Executor} for what they hold.
     *
     * @param latentId the token that stands where a thought goes
     */
    public static LoopInputs of(
            LoopShape shape, int latentId, SDVariable inputIds, SDVariable attentionMask, SDVariable positionIds) {
        SameDiff sd = inputIds.getSameDiff();
        SDVariable ids = timeMajor(inputIds);
        int rows = shape.rows();
        long latents = (long) shape.question() * rows;
        long answer = latents + (long) shape.thoughts() * rows;
        long end = (long) shape.columns() * rows;
        SDVariable words = ids;
        SDVariable latent = null;
        if (shape.ragged()) {
            SDVariable isLatent = sd.eq(Slices.range(ids, 1, 0, latents, answer), latentId);
            latent = sd.reshape(sd.castTo(isLatent, DataType.FLOAT), -1, 1);
        } else if (shape.thoughts() > 0) {
            SDVariable question = Slices.range(ids, 1, 0, 0, latents);
            words = answer == end ? question : sd.concat(0, question, Slices.range(ids, 1, 0, answer, end));
        }
        SDVariable padding =
                sd.castTo(attentionMask, DataType.FLOAT).mul(-HIDDEN).add(HIDDEN);
        return new LoopInputs(words, timeMajor(positionIds), padding, latent);
    }

    /** {@code [B, S]} to {@code [S * B]}. */
    static SDVariable timeMajor(SDVariable batch) {
        SameDiff sd = batch.getSameDiff();
        return sd.reshape(sd.permute(batch, 1, 0), -1);
    }

    SDVariable positions(LoopShape shape, int begin, int end) {
        return Slices.range(positions, 1, 0, (long) begin * shape.rows(), (long) end * shape.rows());
    }

    SDVariable isLatent(LoopShape shape, int thought) {
        return Slices.range(latent, 2, 0, (long) thought * shape.rows(), (thought + 1L) * shape.rows());
    }

    /**
     * Causal and padding mask of a pass that ends before column {@code end}.
     *
     * @param bottleneck whether columns behind the last thought of their row see none before the first
     */
    Pass.Mask mask(LoopShape shape, int end, boolean bottleneck) {
        SameDiff sd = padding.getSameDiff();
        Map<Integer, SDVariable> ragged = new HashMap<>(); // the same for all layers
        SDVariable padded = sd.reshape(Slices.range(padding, 2, 1, 0, end), shape.rows(), 1, 1, end);
        return (scores, queries) -> {
            boolean readsOut = bottleneck && shape.thoughts() > 0 && end > shape.question();
            boolean alike = readsOut && !shape.ragged() && end > shape.question() + shape.thoughts();
            SDVariable visible = queries == 1 && !alike ? scores : scores.add(hidden(shape, queries, end, alike));
            if (readsOut && shape.ragged()) {
                visible =
                        visible.add(ragged.computeIfAbsent(queries, count -> questionHidden(shape, end - count, end)));
            }
            return visible.add(padded);
        };
    }

    /**
     * What is hidden from every row alike, {@code [queries, keys]}: later columns and, from columns behind the thoughts, the question.
     */
    private SDVariable hidden(LoopShape shape, int queries, int keys, boolean bottleneck) {
        INDArray query = Nd4j.arange(keys - queries, keys).reshape(queries, 1).broadcast(queries, keys);
        INDArray key = Nd4j.arange(keys).reshape(1, keys).broadcast(queries, keys);
        INDArray hidden = key.gt(query);
        if (bottleneck) {
            INDArray behind = query.gte(shape.question() + shape.thoughts());
            hidden = Transforms.or(hidden, Transforms.and(behind, key.lt(shape.question())));
        }
        return constant(
                (bottleneck ? "bottleneck_" + shape.question() : "causal") + "_" + queries + "_" + keys, hidden);
    }

    /** The question hidden from the columns that are behind the thoughts of their own row, {@code [B, 1, queries, keys]}. */
    private SDVariable questionHidden(LoopShape shape, int begin, int end) {
        SameDiff sd = padding.getSameDiff();
        SDVariable thinks = isLatent(shape, 0);
        List<SDVariable> behind = new ArrayList<>();
        for (int column = begin; column < end; column++) {
            int thought = column - shape.question();
            behind.add(thought < shape.thoughts() ? thinks.sub(isLatent(shape, thought)) : thinks);
        }
        SDVariable queries = behind.size() == 1 ? behind.get(0) : sd.concat(1, behind.toArray(SDVariable[]::new));
        INDArray isQuestion = Nd4j.arange(end).reshape(1, end).lt(shape.question());
        SDVariable keys = constant("question_" + end, isQuestion);
        return sd.reshape(queries, shape.rows(), 1, end - begin, 1).mul(sd.reshape(keys, 1, 1, 1, end));
    }

    /** {@link #HIDDEN} where something holds, else 0; one constant of each name in a graph. */
    private SDVariable constant(String name, INDArray holds) {
        SameDiff sd = padding.getSameDiff();
        return sd.hasVariable(name)
                ? sd.getVariable(name)
                : sd.constant(name, holds.castTo(padding.dataType()).muli(HIDDEN));
    }
}
