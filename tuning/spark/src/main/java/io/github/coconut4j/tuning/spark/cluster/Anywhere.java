package io.github.coconut4j.tuning.spark.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;

/** Makes the paths of an experiment absolute: an executor works in another folder than the driver. */
public final class Anywhere {
    private static final YAMLMapper YAML = new YAMLMapper();

    private Anywhere() {}

    /**
     * {@return the same experiment with absolute values of all keys {@code path} and {@code …_path}, for workers whose folder is another}
     *
     * @param yaml of an experiment
     */
    public static String config(String yaml) {
        try {
            JsonNode tree = YAML.readTree(yaml);
            resolve(tree);
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("an experiment that is no YAML: " + yaml, impossible);
        }
    }

    private static void resolve(JsonNode node) {
        if (node instanceof ObjectNode map) {
            for (var entry : map.properties()) {
                if ((entry.getKey().equals("path") || entry.getKey().endsWith("_path"))
                        && entry.getValue() instanceof TextNode text
                        && !text.textValue().isEmpty()) {
                    entry.setValue(new TextNode(
                            Path.of(text.textValue()).toAbsolutePath().toString()));
                }
            }
        }
        node.forEach(Anywhere::resolve);
    }
}
