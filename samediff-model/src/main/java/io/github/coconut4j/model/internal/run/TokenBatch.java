package io.github.coconut4j.model.internal.run;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.loop.LoopLabels;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A batch as plain ints, row-major {@code [B, S]}, with the sizes of its latent loop found out.
 *
 * @param rows rows B
 * @param columns columns S
 * @param ids token ids
 * @param mask 1 for tokens, 0 for padding
 * @param positions position ids
 * @param labels tokens to be predicted, {@link LoopLabels#UNLABELLED} elsewhere; null in a batch of prompts
 * @param question columns before the first latent; without latents, before the first label
 * @param thoughts latent columns K
 * @param ragged whether some row has fewer than K latents
 */
public record TokenBatch(
        int rows,
        int columns,
        int[] ids,
        int[] mask,
        int[] positions,
        int[] labels,
        int question,
        int thoughts,
        boolean ragged) {
    /**
     * Reads input_ids, attention_mask and position_ids from the features and, if there, labels.
     *
     * @throws ModelException when latents are not in line or a token, label or position does not exist in the model
     */
    public static TokenBatch of(MultiDataSet batch, ModelConfig config) {
        INDArray input = batch.getFeatures(0);
        int rows = (int) input.size(0);
        int columns = (int) input.size(1);
        int[] ids = ints(input);
        int[] mask = ints(batch.getFeatures(1));
        int[] positions = ints(batch.getFeatures(2));
        boolean labelled = batch.getLabels() != null && batch.getLabels().length > 0;
        int[] labels = labelled ? ints(batch.getLabels(0)) : null;
        check(ids, config.vocabulary(), "token", "the vocabulary");
        check(positions, config.positions(), "position", "the model's positions");
        if (labelled) {
            int[] predicted = Arrays.stream(labels)
                    .filter(label -> label != LoopLabels.UNLABELLED)
                    .toArray();
            check(predicted, config.vocabulary(), "label", "the vocabulary");
        }
        int[] latents = latents(ids, rows, columns, config.tokens().latent());
        int question = latents[0] >= 0 ? latents[0] : firstLabel(labels, rows, columns);
        if (question == 0) {
            throw new ModelException("A row must start with a token that is neither a latent nor a label.");
        }
        return new TokenBatch(rows, columns, ids, mask, positions, labels, question, latents[1], latents[2] != 0);
    }

    /** Reads a batch of prompts: without latents all columns are question. */
    public static TokenBatch ofPrompts(MultiDataSet batch, ModelConfig config) {
        return of(new org.nd4j.linalg.dataset.MultiDataSet(batch.getFeatures(), new INDArray[0]), config);
    }

    private static int[] ints(INDArray array) {
        return array.isView() || array.ordering() != 'c'
                ? array.dup('c').data().asInt()
                : array.data().asInt();
    }

    private static void check(int[] values, int limit, String what, String where) {
        for (int value : values) {
            if (value < 0 || value >= limit) {
                throw new ModelException(
                        "There is no " + what + " " + value + ": " + where + " end at " + (limit - 1) + ".");
            }
        }
    }

    /** First latent column (-1 without latents), their number, and 1 if rows differ in it. */
    private static int[] latents(int[] ids, int rows, int columns, int latent) {
        int first = -1;
        int most = 0;
        int fewest = Integer.MAX_VALUE;
        for (int row = 0; row < rows; row++) {
            int begin = -1;
            int count = 0;
            for (int column = 0; column < columns; column++) {
                if (ids[row * columns + column] == latent) {
                    begin = begin < 0 ? column : begin;
                    count++;
                    if (column != begin + count - 1) {
                        throw new ModelException("The latents of row " + row + " do not stand side by side.");
                    }
                }
            }
            if (count > 0 && first >= 0 && begin != first) {
                throw new ModelException("The first latents do not stand in one column: " + first + " and, in row "
                        + row + ", " + begin + ".");
            }
            first = count > 0 ? begin : first;
            most = Math.max(most, count);
            fewest = Math.min(fewest, count);
        }
        return new int[] {first, most, fewest < most ? 1 : 0};
    }

    private static int firstLabel(int[] labels, int rows, int columns) {
        int first = columns;
        for (int row = 0; labels != null && row < rows; row++) {
            for (int column = 0; column < first; column++) {
                if (labels[row * columns + column] != LoopLabels.UNLABELLED) {
                    first = column;
                }
            }
        }
        return first;
    }

    /** Columns behind the last latent. */
    public int answer() {
        return columns - question - thoughts;
    }

    /** First column that predicts something; the last one when nothing is labelled. */
    public int firstPredicting() {
        return Math.min(firstLabel(labels, rows, columns), columns) - 1;
    }

    public int id(int row, int column) {
        return ids[row * columns + column];
    }

    public int position(int row, int column) {
        return positions[row * columns + column];
    }

    /** Whether a column holds a token, not padding. */
    public boolean isToken(int row, int column) {
        return mask[row * columns + column] != 0;
    }

    /** Last column of a row that holds a token. */
    public int lastToken(int row) {
        for (int column = columns - 1; column >= 0; column--) {
            if (mask[row * columns + column] != 0) {
                return column;
            }
        }
        throw new ModelException("Row " + row + " of the prompts is empty.");
    }

    /** The first column in which some row ends. */
    public int firstLastToken() {
        int first = columns - 1;
        for (int row = 0; row < rows; row++) {
            first = Math.min(first, lastToken(row));
        }
        return first;
    }

    /** How many labels rows {@code from .. to} have. */
    public int labelled(int from, int to) {
        int count = 0;
        for (int i = from * columns; labels != null && i < Math.min(to, rows) * columns; i++) {
            count += labels[i] == LoopLabels.UNLABELLED ? 0 : 1;
        }
        return count;
    }
}
