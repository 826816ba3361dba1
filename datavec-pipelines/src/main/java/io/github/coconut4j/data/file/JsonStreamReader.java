package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Reads a file that is one JSON list or object, one of its members at a time. */
abstract class JsonStreamReader implements ProblemReader {
    private final String file;
    private final JsonParser parser;
    private long rows;
    private long line;
    private boolean started;

    /** @param file how the file is called in complaints */
    JsonStreamReader(String file, InputStream bytes) {
        this.file = file;
        try {
            parser = Rows.JSON.createParser(bytes);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What the file begins with, and how that is said to the user. */
    abstract Opening opening();

    /** From a member's value to a problem. */
    abstract Problem problem(Map<String, Object> row, String where);

    /** How a file begins. */
    record Opening(JsonToken token, String description) {}

    @Override
    public final Optional<Problem> next() {
        try {
            if (!started) {
                started = true;
                JsonToken first = parser.nextToken();
                if (first == null) {
                    throw new DataException(file + " is empty.");
                }
                if (first != opening().token()) {
                    throw new DataException(file + " must hold " + opening().description() + ".");
                }
            }
            return read(parser.nextToken());
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new DataException(file + place + ": " + Rows.complaint(e) + ".", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public final Place place() {
        return Place.inFile(file, rows, line);
    }

    @Override
    public final void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new DataException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }

    private Optional<Problem> read(JsonToken first) throws IOException {
        JsonToken token = first == JsonToken.FIELD_NAME ? parser.nextToken() : first;
        if (token == null) {
            return Optional.empty();
        }
        if (token.isStructEnd()) {
            if (parser.nextToken() != null) {
                int end = parser.currentTokenLocation().getLineNr();
                throw new DataException(file + ", line " + end + " has something behind the end of the JSON.");
            }
            return Optional.empty();
        }
        JsonLocation at = parser.currentTokenLocation();
        line = at.getLineNr();
        rows++;
        String where = file + ", problem " + rows + " (line " + line + ", column " + at.getColumnNr() + ")";
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            throw new BadRowException(where + " is not a JSON object.");
        }
        Map<String, Object> row = Rows.JSON.readValue(parser);
        return Optional.of(problem(row, where));
    }
}
