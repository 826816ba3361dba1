package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonToken;
import io.github.coconut4j.data.Problem;
import java.io.InputStream;
import java.util.Map;

/** Reads the official format, a JSON list of objects. */
final class JsonListReader extends JsonStreamReader {
    JsonListReader(String file, InputStream bytes) {
        super(file, bytes);
    }

    @Override
    Opening opening() {
        return new Opening(JsonToken.START_ARRAY, "a JSON list of problems, but it does not begin with '['");
    }

    @Override
    Problem problem(Map<String, Object> row, String where) {
        return Rows.problem(row, where);
    }
}
