package io.github.coconut4j.curriculum.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes values of one type as YAML and reads them back; what is written reads as an equal value.
 *
 * <p>Keys are the names of the record components in snake case. Reading checks everything and reports all problems at
 * once.
 *
 * @param <T> an immutable record, made of records, choices of records (interfaces with {@code @JsonTypeInfo}), lists,
 *     numbers, texts and truth values
 */
public final class ConfigFormat<T> {
    private final Class<T> type;
    private final Map<Class<?>, ?> defaults;
    private final ObjectMapper yaml = yamlMapper();
    private final Schema schema;

    /**
     * A format for one type.
     *
     * @param type of the outermost level
     * @param defaults for each record type a value whose parts stand in for keys that are missing
     */
    public ConfigFormat(Class<T> type, Map<Class<?>, ?> defaults) {
        this(type, defaults, Map.of());
    }

    /**
     * A format with further kinds of choices.
     *
     * @param type of the outermost level
     * @param defaults for each record type a value whose parts stand in for keys that are missing
     * @param kinds by their names in files, besides those that stand on the interfaces
     */
    public ConfigFormat(Class<T> type, Map<Class<?>, ?> defaults, Map<String, Class<?>> kinds) {
        this.type = type;
        this.defaults = Map.copyOf(defaults);
        kinds.forEach((name, kind) -> yaml.registerSubtypes(new NamedType(kind, name)));
        this.schema = new Schema(yaml);
    }

    /**
     * {@return the value as YAML, every key written out}
     *
     * @param value whose parts are records
     */
    public String write(T value) {
        try {
            return yaml.writeValueAsString(value);
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalArgumentException("a value without YAML: " + value, cannotHappen);
        }
    }

    /**
     * Reads a value.
     *
     * @param text YAML; a key without a value is the same as none
     * @param where name of the file, for messages
     * @param overrides {@code key=value} settings that win over the text
     * @return the value, with defaults where nothing is said
     * @throws CurriculumException listing everything that is wrong; missing files are named too, but alone they are no reason
     */
    public T read(String text, String where, List<String> overrides) {
        return read(new ConfigText(where, text).tree(), where, overrides);
    }

    /** {@return the keys that the outermost level may have} */
    public Set<String> keys() {
        return schema.keys(schema.type(type)).keySet();
    }

    /**
     * Reads a value from keys that have been looked at already.
     *
     * @param given as {@link ConfigText#tree} gives them; not changed
     * @param where name of the file, for messages
     * @param overrides {@code key=value} settings that win over the keys
     * @return the value, with defaults where nothing is said
     * @throws CurriculumException as {@link #read(String, String, List)}
     */
    public T read(ObjectNode given, String where, List<String> overrides) {
        JavaType javaType = schema.type(type);
        ObjectNode tree = (ObjectNode) new Shape(schema).of(given.deepCopy(), javaType);
        Overrides settings = new Overrides(schema);
        overrides.forEach(setting -> settings.apply(tree, javaType, setting));
        ConfigText.prune(tree);
        if (tree.isEmpty()) {
            throw new CurriculumException(where + " says nothing: none of its keys has a value.");
        }
        ObjectNode shaped = (ObjectNode) new Shape(schema).of(tree, javaType);
        Binder binder = new Binder(yaml, schema, defaults);
        binder.check(shaped, javaType, "");
        if (!binder.problems().isEmpty()) {
            throw CurriculumException.listing(
                    where,
                    Stream.concat(binder.problems().stream(), binder.missingFiles().stream())
                            .toList());
        }
        return yaml.convertValue(shaped, javaType);
    }

    private static ObjectMapper yamlMapper() {
        return common(YAMLMapper.builder()
                        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                        .disable(YAMLGenerator.Feature.SPLIT_LINES)
                        .disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID))
                .build();
    }

    /** Names of choices in small letters of no language: Jackson's own way makes "skıp" of SKIP in Turkish. */
    private static final class LowerCaseNames extends StdSerializer<Enum<?>> {
        private static final long serialVersionUID = 1L;

        LowerCaseNames() {
            super(Enum.class, false);
        }

        @Override
        public void serialize(Enum<?> choice, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(choice.name().toLowerCase(Locale.ROOT));
        }
    }

    /** {@return a JSON mapper with the same names, for the small files of a run} */
    public static JsonMapper json() {
        return common(JsonMapper.builder()).build();
    }

    private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B common(B builder) {
        return builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .addModule(new SimpleModule().addSerializer(new LowerCaseNames()))
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }
}
