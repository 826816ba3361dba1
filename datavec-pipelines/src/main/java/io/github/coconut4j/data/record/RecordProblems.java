package io.github.coconut4j.data.record;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.badrow.BadRowException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.datavec.api.transform.ColumnOp;
import org.datavec.api.transform.DataAction;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.metadata.ColumnMetaData;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Writable;

/**
 * From a user's records to problems: each is checked against the schema, transformed, and taken apart.
 *
 * <p>Creating one throws {@link DataException} if the transform does not end in the three columns, or needs more than a row.
 *
 * @param transform from the reader's columns to {@code question}, {@code steps} and {@code answer}; {@code extra} holds
 *     further keys as a JSON object, any other column is one further key. Works row by row: filters and transforms, no
 *     sequences, reductions or ranks
 * @param stepColumn how several steps stand in {@code steps}
 */
public record RecordProblems(TransformProcess transform, StepColumn stepColumn) {
    private static final List<String> WANTED =
            List.of(ProblemRecords.QUESTION, ProblemRecords.STEPS, ProblemRecords.ANSWER);

    private static final Pattern LIBRARY_WORDS = Pattern.compile(" as a subtype of.*| \\((token|class|for|through) .*");
    private static final Pattern CLASS_NAME = Pattern.compile("`|\\b(java|org|com)\\.\\w");

    /** What UTF-8 readers put where bytes are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    public RecordProblems {
        List<String> columns = transform.getFinalSchema().getColumnNames();
        if (!columns.containsAll(WANTED)) {
            throw new DataException("The transform must end in the columns question, steps and answer, but it ends in "
                    + String.join(", ", columns) + "; rename columns to these with renameColumn.");
        }
        for (DataAction action : transform.getActionList()) {
            if (action.getTransform() == null && action.getFilter() == null) {
                throw new DataException(
                        "The transform must work row by row, with transforms and filters alone, but it has a"
                                + " sequence, a reduction or a rank; do without, or before.");
            }
        }
    }

    /**
     * The columns that the reader has to give.
     *
     * @return the initial schema of the transform
     */
    public Schema input() {
        return transform.getInitialSchema();
    }

    /**
     * The problem in a record.
     *
     * @param where names reader and row, for the complaint
     * @param row as the reader gave it
     * @return empty if a filter of the transform leaves the record out
     * @throws BadRowException that names the column too, if the record is none of the schema or makes no problem
     */
    public Optional<Problem> problem(List<Writable> row, String where) {
        check(row, where);
        return transformed(row, where).map(cells -> problem(cells, transform.getFinalSchema(), where));
    }

    private void check(List<Writable> row, String where) {
        Schema schema = input();
        if (row.size() != schema.numColumns()) {
            throw new BadRowException(where + " has " + row.size() + (row.size() == 1 ? " cell" : " cells")
                    + ", but the schema has " + schema.numColumns() + " columns: "
                    + String.join(", ", schema.getColumnNames()) + ".");
        }
        for (int i = 0; i < row.size(); i++) {
            ColumnMetaData column = schema.getMetaData(i);
            Writable cell = row.get(i);
            if (cell instanceof NullWritable) {
                throw in(column.getName(), where, "is missing.");
            }
            String text = cell.toString();
            if (text.indexOf(REPLACEMENT) >= 0) {
                throw in(column.getName(), where, "is not UTF-8: \"" + Texts.shorten(text) + "\".");
            }
            if (!column.isValid(cell)) {
                throw in(
                        column.getName(),
                        where,
                        "holds \"" + Texts.shorten(text) + "\", which is no valid " + column.getColumnType()
                                + " of the schema.");
            }
        }
    }

    private Optional<List<Writable>> transformed(List<Writable> row, String where) {
        List<Writable> cells = row;
        for (DataAction action : transform.getActionList()) {
            try {
                if (action.getTransform() != null) {
                    cells = action.getTransform().map(cells);
                } else if (action.getFilter().removeExample(cells)) {
                    return Optional.empty();
                }
            } catch (RuntimeException failed) {
                ColumnOp op = action.getTransform() == null ? action.getFilter() : action.getTransform();
                throw new BadRowException(
                        where + ", column \"" + op.columnName() + "\": the "
                                + op.getClass().getSimpleName() + " of the transform cannot take it: " + reason(failed),
                        failed);
            }
        }
        return Optional.of(cells);
    }

    private Problem problem(List<Writable> cells, Schema schema, String where) {
        List<String> steps;
        Map<String, Object> extra = new LinkedHashMap<>();
        try {
            steps = stepColumn.steps(text(cells, schema, ProblemRecords.STEPS));
        } catch (DataException blank) {
            throw in(ProblemRecords.STEPS, where, blank.getMessage());
        }
        for (String column : schema.getColumnNames()) {
            if (!WANTED.contains(column)) {
                extra.putAll(extra(column, cells.get(schema.getIndexOfColumn(column)), schema, where));
            }
        }
        return new Problem(
                filled(cells, schema, ProblemRecords.QUESTION, where),
                steps,
                filled(cells, schema, ProblemRecords.ANSWER, where),
                extra);
    }

    private static Map<String, Object> extra(String column, Writable cell, Schema schema, String where) {
        try {
            return switch (column) {
                case ProblemRecords.EXTRA -> ProblemRecords.map(cell.toString());
                case ProblemRecords.EPOCH, ProblemRecords.ROW -> Map.of();
                default ->
                    Map.of(
                            column,
                            switch (schema.getType(column)) {
                                case Integer, Long -> cell.toLong();
                                case Double, Float -> cell.toDouble();
                                default -> cell.toString();
                            });
            };
        } catch (NumberFormatException none) {
            throw in(column, where, "is no number.");
        } catch (DataException wrong) {
            throw in(column, where, wrong.getMessage());
        }
    }

    private static String filled(List<Writable> cells, Schema schema, String column, String where) {
        String text = text(cells, schema, column);
        if (text.isBlank()) {
            throw in(column, where, "is blank.");
        }
        return text;
    }

    private static String text(List<Writable> cells, Schema schema, String column) {
        return cells.get(schema.getIndexOfColumn(column)).toString();
    }

    /** What a library says, in one sentence without the names of its classes. */
    static String reason(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null && !(cause instanceof DataException)) {
            cause = cause.getCause();
        }
        if (cause instanceof NumberFormatException) {
            return "there is no number where one is needed.";
        }
        String message = cause.getMessage() == null
                ? ""
                : LIBRARY_WORDS
                        .matcher(cause.getMessage().lines().findFirst().orElse(""))
                        .replaceFirst("");
        return CLASS_NAME.matcher(message).find() || message.isBlank() || isOfTheLanguage(cause)
                ? "it has not the form that is read here."
                : message.strip().replaceFirst("\\.?$", ".");
    }

    /** What Java itself says when a library does not check what it is given. */
    private static boolean isOfTheLanguage(Throwable cause) {
        return cause instanceof NullPointerException
                || cause instanceof IndexOutOfBoundsException
                || cause instanceof ClassCastException
                || cause instanceof ArithmeticException;
    }

    private static BadRowException in(String column, String where, String what) {
        return new BadRowException(where + ", column \"" + column + "\": " + what);
    }
}
