package io.github.coconut4j.data.record;

import io.github.coconut4j.data.Problem;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.RandomAccess;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.LongWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/**
 * The record of a problem, whose cells are made when somebody looks at them: a problem that nobody changes on its way to
 * the staging is not written as text and parsed again for every row.
 */
final class ProblemRow extends AbstractList<Writable> implements RandomAccess, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final int epoch;
    private final long row;

    ProblemRow(Problem problem, int epoch, long row) {
        this.problem = problem;
        this.epoch = epoch;
        this.row = row;
    }

    Problem problem() {
        return problem;
    }

    @Override
    public Writable get(int column) {
        return switch (column) {
            case 0 -> new Text(problem.question());
            case 1 -> new Text(ProblemRecords.joined(problem.steps()));
            case 2 -> new Text(problem.answer());
            case 3 -> new Text(ProblemRecords.json(problem.extra()));
            case 4 -> new IntWritable(epoch);
            case 5 -> new LongWritable(row);
            default -> throw new IndexOutOfBoundsException(column);
        };
    }

    @Override
    public int size() {
        return ProblemRecords.schema().numColumns();
    }

    /** Goes to other processes as its cells. */
    private Object writeReplace() {
        return new ArrayList<>(this);
    }
}
