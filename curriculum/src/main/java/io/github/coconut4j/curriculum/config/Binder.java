package io.github.coconut4j.curriculum.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.CurriculumException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Checks a tree against a type and collects everything that is wrong with it, key by key. Jackson then builds each object
 * from what is sound of it, so that the checks of the values' own constructors are among the problems.
 */
final class Binder {
    /** All but what text of several lines has. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\r\t]]");

    private final ObjectMapper mapper;
    private final Schema schema;
    private final Map<Class<?>, ?> defaults;
    private final List<String> problems = new ArrayList<>();
    private final List<String> missingFiles = new ArrayList<>();

    /** @param defaults for each record type a value whose parts stand in for keys that are missing */
    Binder(ObjectMapper mapper, Schema schema, Map<Class<?>, ?> defaults) {
        this.mapper = mapper;
        this.schema = schema;
        this.defaults = defaults;
    }

    /** All that was found wrong so far, each in one sentence that begins with the path of the key. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The files that are missing; settings may be read all the same, of a run whose data are elsewhere for instance. */
    List<String> missingFiles() {
        return List.copyOf(missingFiles);
    }

    /**
     * Checks a node and puts defaults where keys are missing.
     *
     * @param node in the long spelling of {@link Shape}, changed in place
     * @param path of the node, empty for the root
     */
    void check(JsonNode node, JavaType type, String path) {
        if (type.isCollectionLikeType()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), type.getContentType(), path + "." + i);
            }
        } else if (schema.isObject(type)) {
            checkObject(node, type, path);
        } else {
            checkScalar(node, type, path);
        }
    }

    private void checkObject(JsonNode node, JavaType type, String path) {
        if (!(node instanceof ObjectNode object)) {
            problem(path, "expected keys and values, found " + shown(node) + ".");
            return;
        }
        Optional<JavaType> record = record(object, type, path);
        if (record.isEmpty()) {
            return;
        }
        List<String> wrong = checkKeys(object, type, record.get(), path);
        fillIn(object, record.get());
        wrong.addAll(missingNumbers(object, record.get(), path));
        ObjectNode sound = object.deepCopy();
        sound.remove(wrong);
        fillIn(sound, record.get());
        if (schema.keys(record.get()).keySet().stream().allMatch(key -> sound.has(key) || !wrong.contains(key))) {
            build(sound, type, path, schema.keys(record.get()).keySet(), wrong);
        }
    }

    /** The record type an object speaks of. */
    private Optional<JavaType> record(ObjectNode object, JavaType type, String path) {
        if (!schema.isChoice(type)) {
            return Optional.of(type);
        }
        String key = schema.choiceKey(type);
        Map<String, JavaType> kinds = schema.kinds(type);
        String name = object.path(key).asText();
        if (!object.has(key)) {
            problem(join(path, key), "is missing; one of " + String.join(", ", kinds.keySet()) + ".");
        } else if (!kinds.containsKey(name)) {
            problem(join(path, key), "unknown value \"" + name + "\"" + suggestion(name, named(kinds)));
        }
        return Optional.ofNullable(kinds.get(name));
    }

    /** Checks what an object holds and gives the keys that something is wrong with. */
    private List<String> checkKeys(ObjectNode object, JavaType declared, JavaType record, String path) {
        Map<String, JavaType> keys = schema.keys(record);
        List<String> wrong = new ArrayList<>();
        object.properties().forEach(entry -> {
            String key = entry.getKey();
            int before = problems.size();
            if (keys.containsKey(key)) {
                check(entry.getValue(), keys.get(key), join(path, key));
            } else if (schema.aliases(record).containsKey(key)) {
                problem(
                        join(path, key),
                        "means the same as " + schema.aliases(record).get(key) + "; give one of them.");
            } else if (!schema.isChoice(declared) || !key.equals(schema.choiceKey(declared))) {
                problem(
                        join(path, key),
                        "unknown key" + suggestion(key, path.isEmpty() ? places(object, keys) : named(keys)));
            }
            if (problems.size() > before) {
                wrong.add(key);
            }
        });
        return wrong;
    }

    /** The keys of the root and of what lies directly below it, each with its path: what a stray key may have meant. */
    private Map<String, String> places(ObjectNode root, Map<String, JavaType> keys) {
        Map<String, String> places = new TreeMap<>();
        keys.forEach((key, type) -> {
            if (type.isCollectionLikeType()) {
                for (int i = 0; i < root.path(key).size(); i++) {
                    addPlaces(root.get(key).get(i), type.getContentType(), key + "." + i, places);
                }
            } else {
                addPlaces(root.get(key), type, key, places);
            }
        });
        places.putAll(named(keys));
        return places;
    }

    private void addPlaces(JsonNode node, JavaType type, String path, Map<String, String> places) {
        if (schema.isObject(type) && node instanceof ObjectNode inner) {
            JavaType record = new Shape(schema).concrete(inner, type);
            if (!schema.isChoice(record)) {
                schema.keys(record).keySet().forEach(name -> places.put(name, path + "." + name));
            }
        }
    }

    private static Map<String, String> named(Map<String, ?> keys) {
        Map<String, String> names = new TreeMap<>();
        keys.keySet().forEach(key -> names.put(key, key));
        return names;
    }

    private void fillIn(ObjectNode object, JavaType record) {
        Object preset = defaults.get(record.getRawClass());
        if (preset != null) {
            ObjectNode tree =
                    mapper.valueToTree(preset instanceof FittingDefault fitting ? fitting.beside(object) : preset);
            tree.properties().forEach(entry -> {
                if (object.path(entry.getKey()).isMissingNode()) {
                    object.set(entry.getKey(), entry.getValue());
                }
            });
        }
    }

    /** The keys without a value that cannot do without: what may be missing, a record says itself, but it is never shown a number that is none. */
    private List<String> missingNumbers(ObjectNode object, JavaType record, String path) {
        List<String> missing = new ArrayList<>();
        schema.keys(record).forEach((key, type) -> {
            if (type.isPrimitive() && !object.has(key)) {
                problem(join(path, key), "is missing.");
                missing.add(key);
            }
        });
        return missing;
    }

    private void checkScalar(JsonNode node, JavaType type, String path) {
        Class<?> wanted = type.getRawClass();
        if (node.isTextual() && CONTROL.matcher(node.textValue()).find()) {
            problem(path, "holds a control character.");
        } else if (isWhole(type) && node.isIntegralNumber() && !fits(node, type)) {
            problem(path, node.asText() + " is out of range; no whole number may be so large.");
        } else if (wanted == String.class ? !node.isValueNode() : !converts(node, type)) {
            problem(path, "expected " + nameOf(wanted) + ", found " + shown(node) + ".");
        }
    }

    private static boolean isWhole(JavaType type) {
        return type.hasRawClass(int.class)
                || type.hasRawClass(long.class)
                || type.hasRawClass(Integer.class)
                || type.hasRawClass(Long.class);
    }

    private static boolean fits(JsonNode node, JavaType type) {
        boolean wide = type.hasRawClass(long.class) || type.hasRawClass(Long.class);
        return wide ? node.canConvertToLong() : node.canConvertToInt();
    }

    private boolean converts(JsonNode node, JavaType type) {
        if (node.isNull() || (isWhole(type) && !node.isIntegralNumber() && !node.isTextual())) {
            return false;
        }
        try {
            return mapper.treeToValue(node, type) != null;
        } catch (Exception unconvertible) {
            return false;
        }
    }

    /** @param wrong keys whose defaults stand in for what was told already: nothing is said of these */
    private void build(JsonNode node, JavaType type, String path, Set<String> keys, List<String> wrong) {
        try {
            if (mapper.treeToValue(node, type) instanceof NeedsFiles part) {
                part.missingFiles().forEach(missing -> missingFiles.add(join(path, missing)));
            }
        } catch (Exception refused) {
            Throwable cause = refused;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof NullPointerException || cause instanceof JsonProcessingException) {
                problem(path, "a key is missing; there are " + String.join(", ", keys) + ".");
                return;
            }
            List<String> reasons =
                    cause instanceof CurriculumException several ? several.problems() : List.of(cause.getMessage());
            reasons.stream()
                    .filter(reason -> wrong.stream().noneMatch(List.of(reason.split("\\W+"))::contains))
                    .forEach(reason -> problems.add((path.isEmpty() ? "" : path + ".") + reason));
        }
    }

    private static String nameOf(Class<?> wanted) {
        if (wanted == int.class || wanted == long.class || wanted == Integer.class || wanted == Long.class) {
            return "a whole number";
        }
        if (wanted == double.class || wanted == Double.class || wanted == Number.class) {
            return "a number";
        }
        if (wanted == boolean.class || wanted == Boolean.class) {
            return "true or false";
        }
        if (wanted.isEnum()) {
            return "one of " + List.of(wanted.getEnumConstants()).toString().toLowerCase(java.util.Locale.ROOT);
        }
        return "a text";
    }

    /** @param known what a name may mean, with the place of each */
    private static String suggestion(String name, Map<String, String> known) {
        return Nearest.to(name, known.keySet())
                .map(nearest -> "; did you mean " + known.get(nearest) + "?")
                .orElse("; known: " + String.join(", ", known.values()) + ".");
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private void problem(String path, String what) {
        problems.add((path.isEmpty() ? "the file" : path) + ": " + what);
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
