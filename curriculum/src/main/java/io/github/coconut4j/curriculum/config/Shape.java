package io.github.coconut4j.curriculum.config;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings the short spellings of a file into the long one: other names of keys, {@code coconut} for {@code {type:
 * coconut}}, one value for a list of one. What fits no type is left as it is.
 */
final class Shape {
    private final Schema schema;

    Shape(Schema schema) {
        this.schema = schema;
    }

    /** The long spelling of a node that is to become a value of this type. */
    JsonNode of(JsonNode node, JavaType type) {
        if (type.isCollectionLikeType()) {
            return list(node, type.getContentType());
        }
        if (schema.isChoice(type) && node.isTextual()) {
            ObjectNode chosen = JsonNodeFactory.instance.objectNode();
            return chosen.put(schema.choiceKey(type), node.textValue());
        }
        if (schema.isObject(type) && node instanceof ObjectNode object) {
            return object(object, concrete(object, type));
        }
        return node;
    }

    /** The record type a node speaks of; a choice without a valid kind stays what it is. */
    JavaType concrete(ObjectNode node, JavaType type) {
        return schema.isChoice(type)
                ? schema.kind(type, node.path(schema.choiceKey(type)).asText()).orElse(type)
                : type;
    }

    private JsonNode list(JsonNode node, JavaType content) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        if (node.isArray()) {
            node.forEach(element -> list.add(of(element, content)));
        } else {
            list.add(of(node, content));
        }
        return list;
    }

    private ObjectNode object(ObjectNode node, JavaType type) {
        if (schema.isChoice(type)) {
            return node;
        }
        Map<String, String> aliases = schema.aliases(type);
        Map<String, JavaType> keys = new TreeMap<>(schema.keys(type));
        ObjectNode shaped = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(entry -> {
            String alias = aliases.get(entry.getKey());
            String key = alias == null || node.has(alias) ? entry.getKey() : alias;
            JavaType valueType = keys.get(key);
            shaped.set(key, valueType == null ? entry.getValue() : of(entry.getValue(), valueType));
        });
        return shaped;
    }
}
