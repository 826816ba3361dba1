package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonToken;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.internal.file.ProblemBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Opens files of problems: the official format (a JSON list of {@code {"question": …, "steps": […], "answer": …}}) and
 * the same objects as JSON lines or Parquet. Which of them a file is shows in its first bytes; JSON may be compressed with
 * gzip.
 */
public final class ProblemFiles {
    /** Blanks, and the three bytes of the byte order mark that some editors put before everything. */
    private static final String BEFORE_JSON = " \t\r\n\u00EF\u00BB\u00BF";

    private static final int FIRST_LINE = 1 << 16;

    private ProblemFiles() {}

    /**
     * The problems of a file, all checked now; the first bad row ends it.
     *
     * @param file JSON, JSON lines or Parquet, by its first bytes
     * @return with at least one problem; to be closed
     * @throws DataException if the file is missing, broken or empty
     */
    public static ProblemSource open(Path file) {
        return open(file, BadRowHandler.FAIL);
    }

    /**
     * The problems of a file, all checked now.
     *
     * @param badRows decides about rows that are not problems; the source's name tells how many were left out
     * @param file JSON, JSON lines or Parquet, by its first bytes
     * @return with at least one problem; to be closed
     * @throws DataException if the file is missing, broken or empty
     */
    public static ProblemSource open(Path file, BadRowHandler badRows) {
        return open(file, badRows, rows -> {});
    }

    /**
     * The same, for files that take a while. Only the place of every row is kept (12 bytes a row), the rows are read when
     * asked for.
     *
     * @param progress is told how many rows were read so far
     * @param file JSON, JSON lines or Parquet, by its first bytes
     * @param badRows decides about rows that are not problems
     * @return with at least one problem; to be closed, and read from the file until then
     */
    public static ProblemSource open(Path file, BadRowHandler badRows, LongConsumer progress) {
        ForeignLayout.refuse(file);
        FirstObject.requireRow(file);
        ProblemSource source = IndexedSource.open(file, isList(file), badRows, progress);
        if (source.size() == 0) {
            source.close();
            throw new DataException(file + " holds no problems" + why(source) + ".");
        }
        return source;
    }

    /**
     * Reads a file from beginning to end without keeping anything.
     *
     * @param file JSON, JSON lines or Parquet, by its first bytes
     * @return at its first row; to be closed
     * @throws DataException if the file is missing or no text
     */
    public static ProblemReader reader(Path file) {
        ForeignLayout.refuse(file);
        FirstObject.requireRow(file);
        ReadingNotes notes = new ReadingNotes();
        return new NotedReader(reader(file, notes.around(Rows::checked)), notes);
    }

    /**
     * The same for a JSON list, or JSON lines, of objects of another form.
     *
     * @param file a JSON list or JSON lines
     * @param format makes a problem of each object
     * @return at its first row; to be closed
     */
    public static ProblemReader reader(Path file, RowFormat format) {
        return rows(file.toString(), ProblemBytes.open(file), isList(file), format);
    }

    /**
     * The same for one JSON object whose members' values are the rows.
     *
     * @param file one JSON object; the names of its members are of no account
     * @param format makes a problem of the value of each
     * @return at its first member; to be closed
     */
    public static ProblemReader members(Path file, RowFormat format) {
        return new JsonReader(file.toString(), ProblemBytes.open(file), JsonToken.START_OBJECT, format);
    }

    /**
     * The same for lines of text that are no JSON.
     *
     * @param file UTF-8, a problem a line
     * @param format makes a problem of each line
     * @return at its first line; to be closed
     */
    public static ProblemReader lines(Path file, LineFormat format) {
        return new LinesReader(file.toString(), ProblemBytes.open(file), format);
    }

    /**
     * The bytes of a file of text, unpacked on the way if they are compressed with gzip.
     *
     * @param file plain, or compressed with gzip
     * @return what was unpacked, to be closed
     * @throws DataException if the file is missing or no text
     */
    public static InputStream text(Path file) {
        return ProblemBytes.open(file);
    }

    /**
     * The first line that is not blank; of very long ones, the beginning.
     *
     * @param file of text, plain or compressed
     * @return without its line end; empty if there is none
     */
    public static String firstLine(Path file) {
        try (InputStream bytes = ProblemBytes.open(file)) {
            String start = new String(bytes.readNBytes(FIRST_LINE), StandardCharsets.UTF_8);
            return start.lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("")
                    .replace("\uFEFF", "");
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + ProblemBytes.reason(e) + ".", e);
        }
    }

    /**
     * Whether a file is CSV: no JSON, and called so or with "question" and "answer" among the names in its first line.
     *
     * @param file whose name and first line are looked at
     * @return false for whatever begins like JSON
     */
    public static boolean isTable(Path file) {
        return ForeignLayout.isTable(file, firstLine(file));
    }

    static RowReader rows(String file, InputStream bytes, boolean list, RowFormat format) {
        return list
                ? new JsonReader(file, bytes, JsonToken.START_ARRAY, format)
                : new LinesReader(file, bytes, (line, where) -> Rows.line(line, where, format));
    }

    private static boolean isList(Path file) {
        try (InputStream bytes = ProblemBytes.open(file)) {
            int first = bytes.read();
            while (first >= 0 && BEFORE_JSON.indexOf(first) >= 0) {
                first = bytes.read();
            }
            return first == '[';
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
    }

    private static String why(ProblemSource empty) {
        return empty.leftOut().isEmpty()
                ? ""
                : ": all rows are bad, for instance " + empty.leftOut().get(0).replaceFirst("\\.$", "");
    }
}
