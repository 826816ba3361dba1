package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.badrow.BadRowException;
import io.github.coconut4j.data.internal.file.JsonFaults;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** From one JSON object to a {@link Problem}, and what to say when it is none. */
final class Rows {
    /** Reads one JSON object as a map that keeps the order of its keys. */
    static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

    private static final int KEYS_TOLD = 8;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Rows() {}

    /**
     * The official format.
     *
     * @param row the object's keys and values
     * @param where file, row and line, for the complaint
     */
    static Problem problem(Map<String, Object> row, String where) {
        Map<String, Object> extra = new LinkedHashMap<>(row);
        String question = text(extra.remove("question"), "question", row, where);
        List<String> steps = texts(extra.remove("steps"), row, where);
        String answer = text(extra.remove("answer"), "answer", row, where);
        Object other = extra.get(Problem.OTHER_ANSWER);
        if (other != null && !(other instanceof String)) {
            throw wrong(Problem.OTHER_ANSWER, "a text", other, where);
        }
        try {
            return new Problem(question, steps, answer, extra);
        } catch (DataException e) {
            throw new BadRowException(where + ": " + e.getMessage(), e);
        }
    }

    /** The same with its graph looked at: what is wrong with one is told when a file is opened, not when a model is asked. */
    static Problem checked(Map<String, Object> row, String where) {
        Problem problem = problem(row, where);
        try {
            FactGraph.of(problem);
        } catch (DataException e) {
            throw new BadRowException(where + ": " + e.getMessage(), e);
        }
        return problem;
    }

    /** A line that is one JSON object. */
    static Problem line(String line, String where, RowFormat format) {
        return format.problem(object(line, where), where);
    }

    private static Map<String, Object> object(String line, String where) {
        String text = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadRowException(where + " is not a JSON object.");
            }
            Map<String, Object> row = JSON.readValue(parser);
            if (parser.nextToken() != null) {
                throw new BadRowException(
                        where + " has something behind its object; every line must hold one problem.");
            }
            return row;
        } catch (JsonProcessingException e) {
            String column =
                    e.getLocation() == null ? "" : ", column " + e.getLocation().getColumnNr();
            throw new BadRowException(where + column + ": " + JsonFaults.reason(e) + ".", e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    /** The text of a key; absent, null and blank are the same fault. */
    private static String text(Object value, String key, Map<String, Object> row, String where) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw missing(key, row, where);
        }
        if (value instanceof String text) {
            return whole(text, key, where);
        }
        throw wrong(key, "a text", value, where);
    }

    private static List<String> texts(Object value, Map<String, Object> row, String where) {
        if (value == null) {
            throw missing("steps", row, where);
        }
        if (!(value instanceof List<?> list)) {
            throw wrong("steps", "a list of texts", value, where);
        }
        for (int step = 0; step < list.size(); step++) {
            if (!(list.get(step) instanceof String)) {
                throw new BadRowException(where + ": \"steps\" must be a list of texts, but entry " + (step + 1)
                        + " is " + kind(list.get(step)) + ".");
            }
        }
        return list.stream().map(step -> whole((String) step, "steps", where)).toList();
    }

    /** JSON can name half of a character, which no file of text can hold: two of them would be taken for the same. */
    private static String whole(String text, String key, String where) {
        if (text.codePoints().anyMatch(character -> Character.getType(character) == Character.SURROGATE)) {
            throw new BadRowException(where + ": \"" + key
                    + "\" has half of a character in it, a \\ud800 to \\udfff without its other half.");
        }
        return text;
    }

    private static BadRowException missing(String key, Map<String, Object> row, String where) {
        String found = !row.containsKey(key) ? "" : row.get(key) == null ? " (it is null)" : " (it is blank)";
        String keys = row.keySet().stream()
                .limit(KEYS_TOLD)
                .map(there -> "\"" + Texts.shorten(there) + "\"")
                .collect(Collectors.joining(", "));
        String others = row.size() > KEYS_TOLD ? keys + " and others" : keys;
        String there = row.containsKey(key) ? "" : row.isEmpty() ? " and no other key;" : " only " + others + ";";
        return new BadRowException(where + " has no \"" + key + "\"" + found + (there.isEmpty() ? ";" : "," + there)
                + " every problem needs \"question\", \"steps\" and \"answer\".");
    }

    private static BadRowException wrong(String key, String expected, Object value, String where) {
        return new BadRowException(
                where + ": \"" + key + "\" must be " + expected + ", but it is " + kind(value) + ".");
    }

    private static String kind(Object value) {
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof List) {
            return "a list";
        }
        return value instanceof Map ? "an object" : Texts.shorten(String.valueOf(value));
    }
}
