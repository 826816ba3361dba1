package io.github.coconut4j.data.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.Writable;

/**
 * A problem as a DataVec record: the text columns {@value #QUESTION}, {@value #STEPS} (one step a line), {@value #ANSWER}
 * and {@value #EXTRA} (all other keys as a JSON object), and the numbers {@value #EPOCH} and {@value #ROW}, by which a
 * curriculum chooses how the problem is written down.
 */
public final class ProblemRecords {
    /** Column of the question. */
    public static final String QUESTION = "question";
    /** Column of the steps, one a line. */
    public static final String STEPS = "steps";
    /** Column of the answer. */
    public static final String ANSWER = "answer";
    /** Column of all other keys, as a JSON object. */
    public static final String EXTRA = "extra";
    /** Column of the pass over the data, from 0. */
    public static final String EPOCH = "epoch";
    /** Column of the number of the problem in its source, from 0. */
    public static final String ROW = "row";

    private static final Schema SCHEMA = new Schema.Builder()
            .addColumnsString(QUESTION, STEPS, ANSWER, EXTRA)
            .addColumnInteger(EPOCH)
            .addColumnLong(ROW)
            .build();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    private ProblemRecords() {}

    /**
     * The schema of a problem record.
     *
     * @return six columns in the order above
     */
    public static Schema schema() {
        return SCHEMA;
    }

    /**
     * A problem as a record. The record is a view that is not to be changed; a cell is made when it is looked at, and it is
     * then that a step of several lines, which the column cannot hold, is refused with a {@link DataException}.
     *
     * @param epoch from 0
     * @param row number of the problem in its source, from 0
     * @param problem whose steps have no line ends
     * @return six cells in the order of {@link #schema()}
     */
    public static List<Writable> record(Problem problem, int epoch, long row) {
        return new ProblemRow(problem, epoch, row);
    }

    /**
     * A record as a problem.
     *
     * @param schema says which columns hold what; {@value #EXTRA} may be missing
     * @param row as many cells as the schema has columns
     * @return without epoch and row
     */
    public static Problem problem(List<Writable> row, Schema schema) {
        if (row instanceof ProblemRow untouched) {
            return untouched.problem();
        }
        String steps = text(row, schema, STEPS);
        Map<String, Object> extra = schema.hasColumn(EXTRA) ? map(text(row, schema, EXTRA)) : Map.of();
        return new Problem(
                text(row, schema, QUESTION),
                steps.isEmpty() ? List.of() : List.of(steps.split("\n", -1)),
                text(row, schema, ANSWER),
                extra);
    }

    /** The steps as one cell. */
    static String joined(List<String> steps) {
        for (String step : steps) {
            if (step.isEmpty() || step.indexOf('\n') >= 0) {
                throw new DataException("A step must be one line to stand in the column \"" + STEPS
                        + "\", but one is \"" + Texts.shorten(step) + "\".");
            }
        }
        return String.join("\n", steps);
    }

    /** Extra keys as one cell. */
    static String json(Map<String, Object> extra) {
        try {
            return JSON.writeValueAsString(extra);
        } catch (JsonProcessingException e) {
            throw new DataException("The extra keys " + extra.keySet() + " cannot be written as JSON.", e);
        }
    }

    private static String text(List<Writable> row, Schema schema, String column) {
        if (!schema.hasColumn(column)) {
            throw new DataException(
                    "The records have no column \"" + column + "\", only " + schema.getColumnNames() + ".");
        }
        return row.get(schema.getIndexOfColumn(column)).toString();
    }

    static Map<String, Object> map(String json) {
        try {
            return JSON.readValue(json, MAP);
        } catch (JsonProcessingException e) {
            throw new DataException(
                    "The column \"" + EXTRA + "\" must hold a JSON object, but it holds " + json + ".", e);
        }
    }
}
