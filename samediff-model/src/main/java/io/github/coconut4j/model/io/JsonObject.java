package io.github.coconut4j.model.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.model.ModelException;
import java.io.IOException;
import java.nio.file.Path;

/** JSON that describes models, taken at its word: a key that stands twice and whatever follows the end are refused with their place. */
public final class JsonObject {
    /** Larger than any description of a model that is passed on. */
    private static final long LARGEST = 64L << 20;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonObject() {}

    /**
     * Reads a file.
     *
     * @param file in UTF-8
     * @return the object at its top
     * @throws ModelException when it is missing, no JSON object or larger than any description of a model
     */
    public static JsonNode read(Path file) {
        return of(ModelFiles.text(file, LARGEST), file.toString());
    }

    /**
     * Reads a text in UTF-8, behind its byte order mark if it has one.
     *
     * @param what is read, as it is called in messages
     * @throws ModelException when it is no JSON object
     */
    static JsonNode of(byte[] text, String what) {
        try {
            JsonNode root = JSON.readTree(text);
            if (!root.isObject()) {
                throw new ModelException(what + " is not a JSON object, {…}; copy or download it again.");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new ModelException(what + reason(e) + "; copy or download it again.", e);
        } catch (IOException e) { // bytes of no encoding of Unicode
            throw new ModelException(what + " is not UTF-8; copy or download it again.", e);
        }
    }

    private static String reason(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        if (place == null) { // beyond the parser's own limits on nesting, digits, keys and texts
            return " describes no model: what stands in it is nested too deeply or too long";
        }
        String said = e.getOriginalMessage();
        String why = e instanceof JsonEOFException
                ? " (it ends too early)"
                : said.startsWith("Duplicate field")
                        ? ": the key "
                                + said.substring("Duplicate field".length()).strip() + " stands twice"
                        : "";
        return " is not JSON at line %d, column %d%s".formatted(place.getLineNr(), place.getColumnNr(), why);
    }
}
