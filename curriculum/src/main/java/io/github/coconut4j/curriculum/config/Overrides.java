package io.github.coconut4j.curriculum.config;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
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
    private final Schema schema;
    private final Shape shape;

    Overrides(Schema schema) {
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
        JsonNode value = SettingValue.of(setting.substring(equals + 1), setting);
        JsonNode node = tree;
        for (String part : path.subList(0, path.size() - 1)) {
            node = child(node, part, setting);
        }
        put(node, path.get(path.size() - 1), value, setting);
    }

    private List<String> path(ObjectNode tree, JavaType type, String key) {
        String full = schema.aliases(type).getOrDefault(key, key);
        if (full.contains(".") || schema.keys(type).containsKey(full)) {
            return spelledOut(tree, type, List.of(full.split("\\.", -1)), key);
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

    /** A path without other names of keys; where such a name stands for a list of one, as {@code method} does, its place in the list is left out. */
    private List<String> spelledOut(JsonNode node, JavaType type, List<String> path, String key) {
        if (path.isEmpty()) {
            return path;
        }
        String part = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (type.isCollectionLikeType() && isPlace(part) && node.has(Integer.parseInt(part))) {
            return before(part, spelledOut(node.get(Integer.parseInt(part)), type.getContentType(), rest, key));
        }
        JavaType record =
                schema.isObject(type) && node instanceof ObjectNode object ? shape.concrete(object, type) : type;
        if (!schema.isObject(record) || schema.isChoice(record)) {
            return path;
        }
        String name = schema.aliases(record).getOrDefault(part, part);
        if (!schema.keys(record).containsKey(name)) {
            return path;
        }
        JsonNode inner = node.path(name);
        if (!name.equals(part) && !rest.isEmpty() && inner instanceof ArrayNode list && !isPlace(rest.get(0))) {
            if (list.size() != 1) {
                throw problem("%s could mean any of the %d %s; say which, as in %s.0.%s."
                        .formatted(key, list.size(), name, name, String.join(".", rest)));
            }
            rest = before("0", rest);
        }
        return before(name, spelledOut(inner, schema.keys(record).get(name), rest, key));
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
        if (!isPlace(part) || Integer.parseInt(part) >= list.size()) {
            throw problem(
                    setting + ": " + part + " is not one of the places 0 to " + (list.size() - 1) + " of the list.");
        }
        return Integer.parseInt(part);
    }

    private static boolean isPlace(String part) {
        return part.matches("\\d{1,9}");
    }

    private static List<String> before(String part, List<String> path) {
        List<String> longer = new ArrayList<>(List.of(part));
        longer.addAll(path);
        return List.copyOf(longer);
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
