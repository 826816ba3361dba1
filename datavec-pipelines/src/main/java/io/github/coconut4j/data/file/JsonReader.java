package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.badrow.BadRowException;
import io.github.coconut4j.data.internal.file.JsonFaults;
import io.github.coconut4j.data.internal.file.ProblemBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Reads a file that is one JSON list or object, one of its members at a time. */
final class JsonReader implements RowReader {
    private final String file;
    private final JsonParser parser;
    private final JsonToken opening;
    private final RowFormat format;
    private long rows;
    private boolean started;
    private JsonLocation begin = JsonLocation.NA;

    /**
     * @param file how the file is called in complaints
     * @param opening the bracket with which the file begins
     */
    JsonReader(String file, InputStream bytes, JsonToken opening, RowFormat format) {
        this.file = file;
        this.opening = opening;
        this.format = format;
        try {
            parser = Rows.JSON.createParser(bytes);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + ProblemBytes.reason(e) + ".", e);
        }
    }

    @Override
    public Optional<Problem> next() {
        try {
            start();
            return read(parser.nextToken());
        } catch (JsonProcessingException e) {
            String place = JsonFaults.place(e);
            String where =
                    place.isEmpty() ? ", line " + parser.currentLocation().getLineNr() : place;
            throw new DataException(file + where + ": " + JsonFaults.reason(e) + ".", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + ProblemBytes.reason(e) + ".", e);
        }
    }

    @Override
    public Place place() {
        return Place.inLine(file, rows, begin.getLineNr(), begin.getColumnNr());
    }

    @Override
    public Span span() {
        long end = parser.currentLocation().getByteOffset();
        return new Span(begin.getByteOffset(), Math.toIntExact(end - begin.getByteOffset()), begin.getColumnNr());
    }

    @Override
    public void close() {
        ProblemBytes.close(file, parser);
    }

    private void start() throws IOException {
        if (started) {
            return;
        }
        started = true;
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new DataException(file + " is empty.");
        }
        if (first != opening) {
            throw new DataException(
                    opening == JsonToken.START_ARRAY
                            ? file + " must hold a JSON list of problems, but it does not begin with '['."
                            : file + " must hold a JSON object of examples, but it does not begin with '{'.");
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
        begin = parser.currentTokenLocation();
        rows++;
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            throw new BadRowException(place() + " is not a JSON object.");
        }
        Map<String, Object> row = Rows.JSON.readValue(parser);
        return Optional.of(format.problem(row, place().toString()));
    }
}
