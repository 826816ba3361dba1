package io.github.coconut4j.curriculum.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.CurriculumException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts {@code key=value} settings of the command line into a tree. A key is a path ({@code optimizer.lr}, {@code
 * methods.0.thoughts_per_step}) or, where only one place has it, its last part ({@code lr}).
 */
final class Overrides {
    private final ObjectMapper mapper;
    private final Schema schema;
    private final Shape shape;

    Overrides(ObjectMapper mapper, Schema schema) {
        this.mapper = mapper;
        this.schema = schema;
        shape = new Shape(schema);
    }

    /**
     * Applies one setting.
     *
     * @param tree in the long spelling, changed in place
     * @throws CurriculumException if the setting is not {@code key=value} or its key is nowhere, or in several places
     */
    void apply(ObjectNode tree, JavaType type, String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw problem(setting + " is not of the form key=value.");
        }
        List<String> path = path(tree, type, setting.substring(0, equals).strip());
        JsonNode value = value(setting.substring(equals + 1));
        JsonNode node = tree;
        for (String part : path.subList(0, path.size() - 1)) {
            node = child(node, part, setting);
        }
        put(node, path.get(path.size() - 1), value, setting);
    }

    private List<String> path(ObjectNode tree, JavaType type, String key) {
        String full = schema.aliases(type).getOrDefault(key, key);
        if (full.contains(".") || schema.keys(type).containsKey(full)) {
            return List.of(full.split("\\.", -1));
        }
        List<List<String>> places = new ArrayList<>();
        find(tree, type, full, List.of(), places);
        if (places.size() > 1) {
            List<String> names =
                    places.stream().map(place -> String.join(".", place)).toList();
            throw problem(key + " could mean " + String.join(" or ", names) + "; say which.");
        }
        return places.isEmpty() ? List.of(full) : places.get(0);
    }

    private void find(JsonNode node, JavaType type, String key, List<String> path, List<List<String>> places) {
        if (type.isCollectionLikeType()) {
            for (int i = 0; i < node.size(); i++) {
                find(node.get(i), type.getContentType(), key, with(path, Integer.toString(i)), places);
            }
        } else if (schema.isObject(type)) {
            JavaType record = node instanceof ObjectNode object ? shape.concrete(object, type) : type;
            if (!schema.isChoice(record)) {
                for (Map.Entry<String, JavaType> entry : schema.keys(record).entrySet()) {
                    List<String> inner = with(path, entry.getKey());
                    if (entry.getKey().equals(key)) {
                        places.add(inner);
                    }
                    find(node.path(entry.getKey()), entry.getValue(), key, inner, places);
                }
            }
        }
    }

    private JsonNode value(String text) {
        try {
            JsonNode value = mapper.readTree(text);
            return value.isMissingNode() ? mapper.getNodeFactory().textNode("") : value;
        } catch (JsonProcessingException notYaml) {
            return mapper.getNodeFactory().textNode(text);
        }
    }

    private static JsonNode child(JsonNode node, String part, String setting) {
        if (node instanceof ArrayNode list) {
            return list.get(index(list, part, setting));
        }
        if (node instanceof ObjectNode object) {
            return object.path(part).isMissingNode() ? object.putObject(part) : object.get(part);
        }
        throw problem(setting + ": " + part + " lies within a single value.");
    }

    private static void put(JsonNode node, String part, JsonNode value, String setting) {
        if (node instanceof ArrayNode list) {
            list.set(index(list, part, setting), value);
        } else if (node instanceof ObjectNode object) {
            object.set(part, value);
        } else {
            throw problem(setting + ": " + part + " lies within a single value.");
        }
    }

    private static int index(ArrayNode list, String part, String setting) {
        boolean number = part.matches("\\d{1,9}");
        if (!number || Integer.parseInt(part) >= list.size()) {
            throw problem(
                    setting + ": " + part + " is not one of the places 0 to " + (list.size() - 1) + " of the list.");
        }
        return Integer.parseInt(part);
    }

    private static List<String> with(List<String> path, String part) {
        List<String> longer = new ArrayList<>(path);
        longer.add(part);
        return List.copyOf(longer);
    }

    private static CurriculumException problem(String sentence) {
        return CurriculumException.at("--set ", sentence);
    }
}
