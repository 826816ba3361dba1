package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Reads JSON lines: one object of the official format on every line, blank lines left out. */
final class JsonLinesReader implements ProblemReader {
    private final String file;
    private final BufferedReader lines;
    private long line;

    /** @param file how the file is called in complaints */
    JsonLinesReader(String file, InputStream bytes) {
        this.file = file;
        lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
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
            return text == null ? Optional.empty() : Optional.of(parse(text, file, line));
        } catch (IOException e) {
            throw new DataException(file + " cannot be read after line " + (line - 1) + ": " + e.getMessage(), e);
        }
    }

    /**
     * The problem on one line.
     *
     * @throws BadRowException if it is none
     */
    static Problem parse(String text, String file, long line) {
        String where = file + ", line " + line;
        try {
            LinkedHashMap<String, Object> row = Rows.JSON.readValue(text);
            return Rows.problem(row, where);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String column = at == null ? "" : ", column " + at.getColumnNr();
            throw new BadRowException(where + column + ": " + Rows.complaint(e) + ".", e);
        }
    }

    @Override
    public long line() {
        return line;
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
