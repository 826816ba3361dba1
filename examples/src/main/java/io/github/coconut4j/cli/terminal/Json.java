package io.github.coconut4j.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.report.FiniteOrNull;

/** Values as one line of JSON, keys in snake_case. */
public final class Json {
    /** Raised when a program that reads what {@code --json} prints would have to be changed: a key gone, or with another meaning. */
    private static final int FORMAT = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(FiniteOrNull.module())
            .build();

    private Json() {}

    /**
     * What {@code --json} prints, of every command. docs/schemas has a JSON Schema for each.
     *
     * @param command its name, for example {@code runs show}
     * @param result what it found out
     */
    public static String result(String command, Object result) {
        return line(new Envelope(FORMAT, command, result));
    }

    /** A value alone. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not fit for JSON: " + value.getClass(), e);
        }
    }

    /** What another library has written as JSON, to be a part of a result. */
    public static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }

    private record Envelope(int format, String command, Object result) {}
}
