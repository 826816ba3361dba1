package io.github.coconut4j.data.record;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.internal.file.FileKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.records.reader.impl.jackson.FieldSelection;
import org.datavec.api.split.FileSplit;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Writable;

/**
 * How a file of records is read, each time by DataVec's own reader.
 *
 * @param kind CSV, or JSON objects one a line
 * @param delimiter between the cells of CSV
 * @param header whether the first line of CSV names the columns; they must be those of the schema then, in its order
 */
public record RecordFormat(Kind kind, char delimiter, boolean header) {
    private static final char QUOTE = '"';

    /** The kinds of files. */
    public enum Kind {
        /** Cells of text, one record a line; a cell may be quoted, but not go over several lines. */
        CSV,
        /** A JSON object a line; columns are found by their names, elements of a list stand one a line in the cell. */
        JSON_LINES
    }

    /** CSV with commas and a header. */
    public static final RecordFormat CSV = new RecordFormat(Kind.CSV, ',', true);

    /** JSON lines. */
    public static final RecordFormat JSON_LINES = new RecordFormat(Kind.JSON_LINES, ',', false);

    /**
     * A reader at the first record of a file; who asks for it closes it.
     *
     * @param schema the columns that the records should have
     * @param file plain text, not packed
     * @return initialised
     * @throws DataException if the file is missing, no text, empty, or has other columns
     */
    public RecordReader open(Path file, Schema schema) {
        FileKind.requireText(file);
        RecordReader reader =
                kind == Kind.CSV ? new CSVRecordReader(0, delimiter, QUOTE) : new JsonLinesReader(fields(schema));
        try {
            reader.initialize(new FileSplit(file.toFile()));
            if (kind == Kind.CSV && header) {
                checkHeader(file, reader, schema);
            }
            return reader;
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + InputFiles.reason(e) + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("Reading " + file + " was interrupted.", e);
        }
    }

    private void checkHeader(Path file, RecordReader reader, Schema schema) {
        List<String> found = reader.next().stream()
                .map(Writable::toString)
                .map(name -> name.replace("\uFEFF", "").strip())
                .toList();
        List<String> wanted = schema.getColumnNames();
        if (found.stream().allMatch(String::isEmpty)) {
            throw new DataException("The first line of " + file
                    + " is blank, where the names of the columns should stand: " + shown(wanted) + ".");
        }
        if (!found.equals(wanted)) {
            throw new DataException(
                    "The first line of %s names the columns %s, but the schema of the transform has %s; "
                                    .formatted(file, shown(found), shown(wanted))
                            + (found.size() == 1 && wanted.size() > 1
                                    ? "is the delimiter between cells really \"" + delimiter + "\"?"
                                    : "they must be the same, in the same order (header: false if it is no header)."));
        }
    }

    private static String shown(List<String> names) {
        return Texts.shorten(String.join(", ", names));
    }

    private static FieldSelection fields(Schema schema) {
        FieldSelection.Builder fields = new FieldSelection.Builder();
        schema.getColumnNames().forEach(name -> fields.addField(NullWritable.INSTANCE, name));
        return fields.build();
    }
}
