package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.internal.file.ProblemBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The object that a file begins with, if it begins with one.
 *
 * @param severalLines whether it begins and ends on different lines
 * @param list key of a list of objects in it, which are perhaps the rows; null if there is none, or if it is a row itself
 */
record FirstObject(boolean severalLines, String list) {
    private static final FirstObject NONE = new FirstObject(false, null);

    /**
     * Lets a file pass whose first object can be a row.
     *
     * @throws DataException that says how to write it instead
     */
    static void requireRow(Path file) {
        FirstObject first = of(file);
        if (first.list != null) {
            throw new DataException(
                    "%s has its problems in a list under the key \"%s\"; write a file of that list alone."
                            .formatted(file, Texts.shorten(first.list)));
        }
        if (first.severalLines) {
            throw new DataException(
                    "%s begins with an object over several lines; write every problem on one line, or all of them as a list, [{…}, {…}]."
                            .formatted(file));
        }
    }

    private static FirstObject of(Path file) {
        try (InputStream bytes = ProblemBytes.open(file);
                JsonParser parser = Rows.JSON.createParser(bytes)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? of(parser) : NONE;
        } catch (IOException broken) { // its reader says where
            return NONE;
        }
    }

    private static FirstObject of(JsonParser parser) throws IOException {
        int line = parser.currentLocation().getLineNr();
        String list = null;
        boolean row = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            row |= key.equals("question");
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                boolean objects = parser.nextToken() == JsonToken.START_OBJECT;
                list = objects && list == null ? key : list;
                skipList(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new FirstObject(parser.currentLocation().getLineNr() > line, row ? null : list);
    }

    /** To the end of a list whose first entry has begun. */
    private static void skipList(JsonParser parser) throws IOException {
        while (parser.currentToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            parser.nextToken();
        }
    }
}
