package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.record.ProblemRecords;
import java.util.List;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.Writable;

/**
 * The end of every pipeline: DataVec processes that write problem records down as a curriculum wants it, each row by its
 * epoch and number. They live where they are made; one that travels as JSON is made with {@link StagingTransform}.
 */
public final class Staging {
    private Staging() {}

    /**
     * To learn from: everything after the thoughts is labelled.
     *
     * @param encoder writes the rows down
     * @param rule how each row of each epoch is written
     * @return from {@link ProblemRecords#schema()} to the columns that {@link #staged} reads
     */
    public static TransformProcess training(ProblemEncoder encoder, LayoutRule rule) {
        return process(new ByRule(encoder::training, rule));
    }

    /**
     * To be asked: question, markers and thoughts; nothing is labelled.
     *
     * @param encoder writes the rows down
     * @param rule how each row of each epoch is asked
     * @return from {@link ProblemRecords#schema()} to the columns that {@link #staged} reads
     */
    public static TransformProcess prompts(ProblemEncoder encoder, LayoutRule rule) {
        return process(new ByRule(encoder::prompt, rule));
    }

    /**
     * The staged problem in a record that one of the processes made.
     *
     * @param record as it came out of the process
     * @return its row, ready to be batched
     */
    public static StagedRecord staged(List<Writable> record) {
        return StagedRow.record(record);
    }

    private static TransformProcess process(ByRule staging) {
        return new TransformProcess.Builder(ProblemRecords.schema())
                .transform(staging)
                .build();
    }

    /** Writes a problem down in a layout. */
    private interface Writing {
        StagedRecord written(Problem problem, Layout layout);
    }

    /** Asks the rule for each row. */
    private static final class ByRule extends ProblemTransform {
        private static final long serialVersionUID = 1L;

        private final transient Writing writing;
        private final transient LayoutRule rule;

        ByRule(Writing writing, LayoutRule rule) {
            this.writing = writing;
            this.rule = rule;
        }

        @Override
        StagedRecord staged(Problem problem, List<Writable> row) {
            Schema schema = getInputSchema();
            int epoch = row.get(schema.getIndexOfColumn(ProblemRecords.EPOCH)).toInt();
            long number = row.get(schema.getIndexOfColumn(ProblemRecords.ROW)).toLong();
            return writing.written(problem, rule.layout(problem, epoch, number));
        }
    }
}
