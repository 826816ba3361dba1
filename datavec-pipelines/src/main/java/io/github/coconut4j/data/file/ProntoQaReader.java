package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonToken;
import io.github.coconut4j.data.Problem;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the files of the original ProntoQA program: an object of examples, each with in-context examples, which are left
 * out, and a {@code test_example} of {@code question} (the facts), {@code query}, {@code chain_of_thought} and {@code
 * answer}.
 */
final class ProntoQaReader extends JsonStreamReader {
    private static final String TEST = "test_example";

    ProntoQaReader(String file, InputStream bytes) {
        super(file, bytes);
    }

    @Override
    Opening opening() {
        return new Opening(JsonToken.START_OBJECT, "a JSON object of examples, but it does not begin with '{'");
    }

    @Override
    Problem problem(Map<String, Object> row, String where) {
        if (!(row.get(TEST) instanceof Map<?, ?> example)) {
            throw new BadRowException(where + " has no \"" + TEST + "\".");
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        if (example.get("question") instanceof String facts && example.get("query") instanceof String query) {
            problem.put("question", facts + " " + query);
        }
        problem.put("steps", example.get("chain_of_thought"));
        problem.put("answer", example.get("answer"));
        return Rows.problem(problem, where);
    }
}
