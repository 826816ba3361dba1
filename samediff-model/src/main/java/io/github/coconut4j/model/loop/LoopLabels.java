package io.github.coconut4j.model.loop;

import io.github.coconut4j.model.graph.Slices;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a latent loop is to predict. Column c predicts the token of column c + 1.
 *
 * @param first first column that predicts
 * @param rows which rows of the time-major hidden states from {@code first} on predict, {@code [M] int}; null when all but those of the last column do
 * @param targets the tokens to predict, {@code [M] int}
 * @param weights {@code [M]}, 1 where the target counts and 0 where the row only fills up the fixed size
 */
public record LoopLabels(int first, SDVariable rows, SDVariable targets, SDVariable weights) {
    /** Stands in a batch's labels where nothing is to be predicted. */
    public static final int UNLABELLED = -100;

    /** Names of the placeholders in a graph. */
    public static final String ROWS = "rows";

    /** Name of the placeholder of the tokens to be predicted. */
    public static final String TARGETS = "targets";

    /** Name of the placeholder of their weights. */
    public static final String WEIGHTS = "weights";

    /**
     * {@return placeholders of the right sizes}
     *
     * @param sd the graph they are added to
     * @param first the column that predicts the first label
     * @param size how many rows M predict
     * @param picked whether they are picked out by {@code rows}
     * @param type of the model's numbers
     */
    public static LoopLabels declare(SameDiff sd, int first, int size, boolean picked, DataType type) {
        return new LoopLabels(
                first,
                picked ? sd.placeHolder(ROWS, DataType.INT32, size) : null,
                sd.placeHolder(TARGETS, DataType.INT32, size),
                sd.placeHolder(WEIGHTS, type, size));
    }

    /**
     * {@return what to predict from the labels of a batch} Labels count from the first column behind question and latents; in a ragged batch, where some rows
     * end their latents earlier, from the first behind the question.
     *
     * @param shape sizes of the batch
     * @param labels {@code [B, S] int}, -100 where nothing is to be predicted
     */
    public static LoopLabels of(LoopShape shape, SDVariable labels) {
        SameDiff sd = labels.getSameDiff();
        int first = shape.question() + (shape.ragged() ? 0 : shape.thoughts()) - 1;
        long begin = (first + 1L) * shape.rows();
        SDVariable targets =
                Slices.range(LoopInputs.timeMajor(labels), 1, 0, begin, (long) shape.columns() * shape.rows());
        SDVariable labelled = sd.neq(targets, UNLABELLED);
        return new LoopLabels(
                first, null, targets.mul(sd.castTo(labelled, targets.dataType())), sd.castTo(labelled, DataType.FLOAT));
    }
}
