package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.record.ProblemRecords;
import java.util.List;
import org.datavec.api.transform.Transform;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.Writable;

/** From a record with the columns of {@link ProblemRecords#schema()} to one with those of {@link StagedRow}. */
abstract class ProblemTransform implements Transform {
    private static final long serialVersionUID = 1L;

    private Schema inputSchema;

    /**
     * Writes a problem down.
     *
     * @param row its record, for what else stands there
     */
    abstract StagedRecord staged(Problem problem, List<Writable> row);

    @Override
    public final List<Writable> map(List<Writable> row) {
        return new StagedRow(staged(ProblemRecords.problem(row, inputSchema), row));
    }

    @Override
    public final Schema transform(Schema schema) {
        return StagedRow.schema();
    }

    @Override
    public final List<List<Writable>> mapSequence(List<List<Writable>> sequence) {
        return sequence.stream().map(this::map).toList();
    }

    @Override
    public final Object map(Object value) {
        throw new UnsupportedOperationException("staging needs the whole record, not one column");
    }

    @Override
    public final Object mapSequence(Object value) {
        throw new UnsupportedOperationException("staging needs the whole record, not one column");
    }

    @Override
    public final void setInputSchema(Schema schema) {
        inputSchema = schema;
    }

    @Override
    public final Schema getInputSchema() {
        return inputSchema;
    }

    @Override
    public final String outputColumnName() {
        return StagingTransform.INPUT_IDS;
    }

    @Override
    public final String[] outputColumnNames() {
        return StagedRow.COLUMNS.toArray(String[]::new);
    }

    @Override
    public final String[] columnNames() {
        return new String[] {ProblemRecords.QUESTION, ProblemRecords.STEPS, ProblemRecords.ANSWER};
    }

    @Override
    public final String columnName() {
        return ProblemRecords.QUESTION;
    }
}
