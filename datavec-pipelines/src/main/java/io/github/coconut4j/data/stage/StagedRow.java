package io.github.coconut4j.data.stage;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The DataVec record of a staged problem; its cells, native memory among them, are made when somebody looks at them, so
 * that batches cost no array a row.
 */
final class StagedRow extends AbstractList<Writable> implements RandomAccess, Serializable {
    /** Names of the columns, in order. */
    static final List<String> COLUMNS = List.of(
            StagingTransform.INPUT_IDS,
            StagingTransform.FIRST_LABEL,
            StagingTransform.PROMPT_LENGTH,
            StagingTransform.LATENTS);

    private static final long serialVersionUID = 1L;

    private final transient StagedRecord staged;

    StagedRow(StagedRecord staged) {
        this.staged = staged;
    }

    static Schema schema() {
        return new Schema.Builder()
                .addColumnNDArray(StagingTransform.INPUT_IDS, new long[] {-1})
                .addColumnsInteger(
                        StagingTransform.FIRST_LABEL, StagingTransform.PROMPT_LENGTH, StagingTransform.LATENTS)
                .build();
    }

    /** The staged problem in a row with these columns. */
    static StagedRecord record(List<Writable> row) {
        if (row instanceof StagedRow untouched) {
            return untouched.staged;
        }
        int[] ids = ((NDArrayWritable) row.get(0)).get().toIntVector();
        return new StagedRecord(
                ids, row.get(1).toInt(), row.get(2).toInt(), row.get(3).toInt());
    }

    @Override
    public Writable get(int column) {
        return switch (column) {
            case 0 -> new NDArrayWritable(Nd4j.createFromArray(staged.inputIds()));
            case 1 -> new IntWritable(staged.firstLabel());
            case 2 -> new IntWritable(staged.promptLength());
            case 3 -> new IntWritable(staged.latents());
            default -> throw new IndexOutOfBoundsException(column);
        };
    }

    @Override
    public int size() {
        return COLUMNS.size();
    }

    /** Goes to other processes as its cells. */
    private Object writeReplace() {
        return new ArrayList<>(this);
    }
}
