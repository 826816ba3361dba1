package io.github.coconut4j.cli.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes of the tree that a JSON or YAML file is: the syntax stays whole, what it says does not. */
final class TreeChanges {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String MARK = "hostile-value-here";

    private TreeChanges() {}

    static byte[] json(byte[] whole, Random random) throws IOException {
        return changed(MAPPER.readTree(whole), random);
    }

    /** Every JSON tree is YAML. */
    static byte[] yaml(byte[] whole, Random random) throws IOException {
        return changed(YAML.readTree(whole), random);
    }

    /** One of the lines, each of which is a JSON tree. */
    static byte[] jsonLines(byte[] whole, Random random) throws IOException {
        List<String> lines = new ArrayList<>(new String(whole, UTF_8).lines().toList());
        int at = random.nextInt(lines.size());
        lines.set(at, new String(json(lines.get(at).getBytes(UTF_8), random), UTF_8));
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    private static byte[] changed(JsonNode tree, Random random) throws IOException {
        List<JsonNode> parents = new ArrayList<>();
        collect(tree, parents);
        if (parents.isEmpty()) {
            return HostileValues.any(random).getBytes(UTF_8);
        }
        JsonNode parent = parents.get(random.nextInt(parents.size()));
        if (parent instanceof ObjectNode object) {
            change(object, random);
        } else {
            change((ArrayNode) parent, random);
        }
        // values that are no JSON are put into the text
        return MAPPER.writeValueAsString(tree)
                .replace("\"" + MARK + "\"", HostileValues.any(random))
                .getBytes(UTF_8);
    }

    /** Objects and lists that hold something. */
    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode() && !node.isEmpty()) {
            parents.add(node);
        }
        node.forEach(child -> collect(child, parents));
    }

    private static void change(ObjectNode object, Random random) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        String key = keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(8)) {
            case 0 -> object.remove(key);
            case 1 -> object.set(key + "x", object.remove(key));
            case 2 -> object.set("", object.get(key));
            case 3 -> object.set("a\u001b[31m\nb", object.get(key));
            case 4 -> object.set(key, object.get(keys.get(random.nextInt(keys.size()))));
            default -> object.put(key, MARK);
        }
    }

    private static void change(ArrayNode list, Random random) {
        int at = random.nextInt(list.size());
        switch (random.nextInt(6)) {
            case 0 -> list.remove(at);
            case 1 -> list.insert(at, list.get(at));
            case 2 -> list.set(at, list.get(random.nextInt(list.size())));
            default -> list.set(at, MARK);
        }
    }
}
