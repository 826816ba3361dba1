package io.github.coconut4j.data.stage;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Collects records into batches. All arrays are {@code [B, S] int}: features are {@code input_ids}, {@code
 * attention_mask}, {@code position_ids} (in the order of {@link #INPUT_IDS}, {@link #ATTENTION_MASK}, {@link
 * #POSITION_IDS}), the only label array is {@code labels}.
 *
 * <p>Rows are padded on the left, so that the first latent token of every row stands in the same column (without
 * latents: the first column after the prompt), and on the right to the same length. Position ids count from 0 at the
 * first real token and are 0 at padding; labels are {@link #NO_LABEL} where nothing is to be predicted.
 */
public final class Batches {
    /** Feature number of the token ids. */
    public static final int INPUT_IDS = 0;
    /** Feature number of the mask: 1 at real tokens, 0 at padding. */
    public static final int ATTENTION_MASK = 1;
    /** Feature number of the position ids. */
    public static final int POSITION_IDS = 2;
    /** The label that says "predict nothing here". */
    public static final int NO_LABEL = -100;

    private Batches() {}

    /**
     * A batch to learn from.
     *
     * @param padId id that fills the padding
     * @param lengthMultiple the columns before the first latent, and those from it on, are each rounded up to a multiple
     *     of this, so that there are few different shapes; 1 means no rounding
     * @param records one or more
     * @return three features, one label array, all {@code [B, S] int}
     */
    public static MultiDataSet training(List<StagedRecord> records, int padId, int lengthMultiple) {
        Grid grid = new Grid(records, padId, lengthMultiple);
        return new org.nd4j.linalg.dataset.MultiDataSet(
                grid.features(), new INDArray[] {Nd4j.createFromArray(grid.labels)});
    }

    /**
     * A batch to generate from: the same features, no labels.
     *
     * @param records one or more
     * @param padId id that fills the padding
     * @param lengthMultiple as for {@link #training}
     * @return three features, {@code [B, S] int}
     */
    public static MultiDataSet prompts(List<StagedRecord> records, int padId, int lengthMultiple) {
        return new org.nd4j.linalg.dataset.MultiDataSet(
                new Grid(records, padId, lengthMultiple).features(), new INDArray[0]);
    }

    /** The four arrays while they are filled. */
    private static final class Grid {
        private final int[][] ids;
        private final int[][] mask;
        private final int[][] positions;
        private final int[][] labels;

        Grid(List<StagedRecord> records, int padId, int multiple) {
            if (records.isEmpty()) {
                throw new IllegalArgumentException("a batch needs at least one record");
            }
            int before =
                    records.stream().mapToInt(StagedRecord::promptLength).max().orElseThrow();
            int after = records.stream()
                    .mapToInt(record -> record.length() - record.promptLength())
                    .max()
                    .orElseThrow();
            before = roundUp(before, multiple);
            int columns = before + roundUp(after, multiple);
            ids = new int[records.size()][columns];
            mask = new int[records.size()][columns];
            positions = new int[records.size()][columns];
            labels = new int[records.size()][columns];
            for (int row = 0; row < records.size(); row++) {
                Arrays.fill(ids[row], padId);
                Arrays.fill(labels[row], NO_LABEL);
                place(records.get(row), row, before);
            }
        }

        private void place(StagedRecord record, int row, int before) {
            int left = before - record.promptLength();
            System.arraycopy(record.inputIds(), 0, ids[row], left, record.length());
            Arrays.fill(mask[row], left, left + record.length(), 1);
            Arrays.setAll(positions[row], column -> Math.max(0, column - left) * mask[row][column]);
            System.arraycopy(
                    record.inputIds(),
                    record.firstLabel(),
                    labels[row],
                    left + record.firstLabel(),
                    record.length() - record.firstLabel());
        }

        INDArray[] features() {
            return new INDArray[] {
                Nd4j.createFromArray(ids), Nd4j.createFromArray(mask), Nd4j.createFromArray(positions)
            };
        }

        private static int roundUp(int length, int multiple) {
            return (length + multiple - 1) / multiple * multiple;
        }
    }
}
