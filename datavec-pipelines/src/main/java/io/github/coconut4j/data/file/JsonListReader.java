package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Reads the official format, a JSON list of objects, one object at a time. */
final class JsonListReader implements ProblemReader {
    private final String file;
    private final JsonParser parser;
    private long rows;
    private long line;
    private boolean started;

    /** @param file how the file is called in complaints */
    JsonListReader(String file, InputStream bytes) {
        this.file = file;
        try {
            parser = Rows.JSON.createParser(bytes);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Problem> next() {
        try {
            if (!started) {
                started = true;
                if (parser.nextToken() != JsonToken.START_ARRAY) {
                    throw new DataException(
                            file + " must hold a JSON list of problems, but it does not begin with '['.");
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
    public long line() {
        return line;
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new DataException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }

    private Optional<Problem> read(JsonToken token) throws IOException {
        if (token == JsonToken.END_ARRAY || token == null) {
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
        LinkedHashMap<String, Object> row = Rows.JSON.readValue(parser);
        return Optional.of(Rows.problem(row, where));
    }
}
