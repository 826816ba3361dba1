package io.github.coconut4j.data.file;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads files with one problem on every line, blank lines left out. */
final class LinesReader implements ProblemReader {
    private final String file;
    private final BufferedReader lines;
    private final LineFormat format;
    private long rows;
    private long line;

    /** How a line holds a problem. */
    @FunctionalInterface
    interface LineFormat {
        /**
         * The problem on one line.
         *
         * @param where file and line, for the complaint
         * @throws BadRowException if it is none
         */
        Problem parse(String text, String where);
    }

    /** @param file how the file is called in complaints */
    LinesReader(String file, InputStream bytes, LineFormat format) {
        this.file = file;
        this.format = format;
        lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    }

    /** How complaints name a line. */
    static String where(String file, long line) {
        return file + ", line " + line;
    }

    @Override
    public Optional<Problem> next() {
        try {
            String text = lines.readLine();
            line++;
            while (text != null && text.isBlank()) {
                text = lines.readLine();
                line++;
            }
            if (text == null) {
                return Optional.empty();
            }
            rows++;
            return Optional.of(format.parse(text, where(file, line)));
        } catch (CharacterCodingException e) {
            throw new DataException(file + " has bytes after line " + (line - 1) + " that are not UTF-8.", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read after line " + (line - 1) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Place place() {
        return Place.inFile(file, rows, line);
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new DataException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
