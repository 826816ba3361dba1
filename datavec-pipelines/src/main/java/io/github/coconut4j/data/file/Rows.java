package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** From one JSON object to a {@link Problem}, and what to say when it is none. */
final class Rows {
    /** Reads one JSON object as a map that keeps the order of its keys. */
    static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

    /** Jackson names the place once more, in its own words. */
    private static final Pattern OWN_PLACE = Pattern.compile("\\s*\\((for|start marker).*$");

    private Rows() {}

    /**
     * @param row the object's keys and values
     * @param where file, row and line, for the complaint
     */
    static Problem problem(Map<String, Object> row, String where) {
        Map<String, Object> extra = new LinkedHashMap<>(row);
        String question = text(extra.remove("question"), "question", where);
        List<String> steps = texts(extra.remove("steps"), where);
        String answer = text(extra.remove("answer"), "answer", where);
        try {
            return new Problem(question, steps, answer, extra);
        } catch (DataException e) {
            throw new BadRowException(where + ": " + e.getMessage(), e);
        }
    }

    /** Where a broken file is broken: Jackson's message without its own account of the place. */
    static String complaint(JsonProcessingException e) {
        String message = e.getOriginalMessage().lines().findFirst().orElse("unexpected end");
        return "the JSON is broken: " + OWN_PLACE.matcher(message).replaceFirst("");
    }

    private static String text(Object value, String key, String where) {
        if (value instanceof String text) {
            return text;
        }
        throw wrong(key, "a text", value, where);
    }

    private static List<String> texts(Object value, String where) {
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw wrong("steps", "a list of texts", value, where);
    }

    private static BadRowException wrong(String key, String expected, Object value, String where) {
        return new BadRowException(
                value == null
                        ? where + " has no \"" + key + "\"; every problem needs \"question\", \"steps\" and \"answer\"."
                        : where + ": \"" + key + "\" must be " + expected + ", but it is " + kind(value) + ".");
    }

    private static String kind(Object value) {
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof List) {
            return "a list with something else in it";
        }
        return value instanceof Map ? "an object" : value.toString();
    }
}
