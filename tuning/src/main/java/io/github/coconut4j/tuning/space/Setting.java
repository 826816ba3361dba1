package io.github.coconut4j.tuning.space;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One key of an experiment and the value it is given.
 *
 * @param key as on the command line: a path, or the last part of one
 * @param value a number, a text, a truth value, or a list or map of such
 */
public record Setting(String key, Object value) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int DIGITS = 4;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** {@return the setting as {@code key=value}, as an experiment takes it} */
    public String text() {
        return key + "=" + json(value);
    }

    /** {@return the value for a table: texts bare, all else as JSON} */
    public String shown() {
        return value instanceof String text ? text : json(value);
    }

    /** {@return the value for people: as {@link #shown}, numbers with a point to four digits that count} */
    public String rounded() {
        return new Setting(key, rounded(value)).shown();
    }

    private static Object rounded(Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            return new BigDecimal(number).round(new MathContext(DIGITS)).stripTrailingZeros();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Setting::rounded).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> all = new LinkedHashMap<>();
            map.forEach((name, part) -> all.put(name, rounded(part)));
            return all;
        }
        return value;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not fit for a setting: " + value.getClass(), e);
        }
    }
}
