package io.github.coconut4j.tuning.space;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Serializable;

/**
 * One key of an experiment and the value it is given.
 *
 * @param key as on the command line: a path, or the last part of one
 * @param value a number, a text, a truth value, or a list or map of such
 */
public record Setting(String key, Object value) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final JsonMapper JSON = new JsonMapper();

    /** The setting as {@code key=value}, as an experiment takes it. */
    public String text() {
        return key + "=" + json(value);
    }

    /** The value for a table: texts bare, all else as JSON. */
    public String shown() {
        return value instanceof String text ? text : json(value);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not fit for a setting: " + value.getClass(), e);
        }
    }
}
