package io.github.coconut4j.model.loop;

import io.github.coconut4j.model.graph.Slices;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

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

    /** Names of the placeholders in a graph. */
    public static final String IDS = "ids";

    /** Name of the placeholder of positions. */
    public static final String POSITIONS = "positions";

    /** Name of the placeholder that says where padding is. */
    public static final String PADDING = "padding";

    /** Name of the placeholder that says which rows have a thought. */
    public static final String LATENT = "latent";

    /**
     * {@return placeholders of the right sizes, named like the components}
     *
     * @param sd the graph they are added to
     * @param shape sizes of the batches
     * @param type of the model's numbers
     */
    public static LoopInputs declare(SameDiff sd, LoopShape shape, DataType type) {
        long rows = shape.rows();
        return new LoopInputs(
                sd.placeHolder(IDS, DataType.INT32, shape.wordColumns() * rows),
                sd.placeHolder(POSITIONS, DataType.INT32, shape.columns() * rows),
                sd.placeHolder(PADDING, type, rows, shape.columns()),
                shape.ragged() ? sd.placeHolder(LATENT, type, shape.thoughts() * rows, 1) : null);
    }

    /**
     * {@return the inputs of a loop from the arrays of a batch} The first latent of every row stands in the same column.
     *
     * @param shape sizes of the batch
     * @param latentId the token that stands where a thought goes
     * @param inputIds token ids, {@code [B, S] int}
     * @param attentionMask 1 for tokens and 0 for padding, {@code [B, S] int}
     * @param positionIds position ids, {@code [B, S] int}
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
}
