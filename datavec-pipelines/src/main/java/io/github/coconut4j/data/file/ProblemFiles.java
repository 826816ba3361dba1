package io.github.coconut4j.data.file;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.ProblemSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Opens files of problems: the official format (a JSON list of {@code {"question": …, "steps": […], "answer": …}}) and
 * the same objects as JSON lines. Which of the two a file is shows in its first character.
 */
public final class ProblemFiles {
    /** Blanks, and the three bytes of the byte order mark that some editors put before everything. */
    private static final String BEFORE_JSON = " \t\r\n\u00EF\u00BB\u00BF";

    private ProblemFiles() {}

    /**
     * The problems of a file, all checked now; the first bad row ends it.
     *
     * @throws DataException if the file is missing, broken or empty
     */
    public static ProblemSource open(Path file) {
        return open(file, BadRowHandler.FAIL);
    }

    /**
     * The problems of a file, all checked now. A JSON list is held in memory; of JSON lines only the place of every line
     * is kept (12 bytes a row), the rows are read when asked for.
     *
     * @param badRows decides about rows that are not problems; the source's name tells how many were left out
     * @throws DataException if the file is missing, broken or empty
     */
    public static ProblemSource open(Path file, BadRowHandler badRows) {
        ProblemSource source = isList(file) ? JsonListSource.open(file, badRows) : JsonLinesSource.open(file, badRows);
        if (source.size() == 0) {
            source.close();
            throw new DataException(file + " holds no problems.");
        }
        return source;
    }

    /**
     * Reads a file from beginning to end without keeping anything.
     *
     * @throws DataException if the file is missing
     */
    public static ProblemReader reader(Path file) {
        return reader(file, isList(file) ? ProblemFormat.OFFICIAL_LIST : ProblemFormat.OFFICIAL_LINES);
    }

    /**
     * The same for a file in another format.
     *
     * @throws DataException if the file is missing
     */
    public static ProblemReader reader(Path file, ProblemFormat format) {
        return format.reader(file.toString(), InputFiles.open(file));
    }

    private static boolean isList(Path file) {
        try (InputStream bytes = InputFiles.open(file)) {
            int first = bytes.read();
            while (BEFORE_JSON.indexOf(first) >= 0) {
                first = bytes.read();
            }
            return first != '{';
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
    }
}
