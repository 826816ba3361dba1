package io.github.coconut4j.curriculum.config;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedClassResolver;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What Jackson knows about the types of settings: their keys, other names of keys, and the kinds of a choice. */
final class Schema {
    private final ObjectMapper mapper;
    private final DeserializationConfig config;

    Schema(ObjectMapper mapper) {
        this.mapper = mapper;
        config = mapper.getDeserializationConfig();
    }

    JavaType type(Class<?> type) {
        return mapper.constructType(type);
    }

    /** Whether values of the type are written as a map of keys. */
    boolean isObject(JavaType type) {
        return type.getRawClass().isRecord() || isChoice(type);
    }

    /** Whether one of several kinds is chosen by a key. */
    boolean isChoice(JavaType type) {
        return type.getRawClass().isInterface() && type.getRawClass().isAnnotationPresent(JsonTypeInfo.class);
    }

    /** The key by which a kind is chosen. */
    String choiceKey(JavaType choice) {
        return choice.getRawClass().getAnnotation(JsonTypeInfo.class).property();
    }

    /** The kinds of a choice by name, in alphabetical order. */
    Map<String, JavaType> kinds(JavaType choice) {
        AnnotatedClass annotated = AnnotatedClassResolver.resolve(config, choice, config);
        Map<String, JavaType> kinds = new java.util.TreeMap<>();
        config.getSubtypeResolver().collectAndResolveSubtypesByClass(config, annotated).stream()
                .filter(named -> named.hasName())
                .forEach(named -> kinds.put(named.getName(), type(named.getType())));
        kinds.remove(choice.getRawClass().getSimpleName());
        return kinds;
    }

    /** The kind's name under which a concrete type stands among the kinds of a choice. */
    Optional<JavaType> kind(JavaType choice, String name) {
        return Optional.ofNullable(kinds(choice).get(name));
    }

    /** The keys of a record and their types, in the order of its components. */
    Map<String, JavaType> keys(JavaType record) {
        Map<String, JavaType> keys = new LinkedHashMap<>();
        for (BeanPropertyDefinition property : properties(record)) {
            keys.put(property.getName(), property.getPrimaryType());
        }
        return keys;
    }

    /** Other names under which keys are taken, with the key each stands for. */
    Map<String, String> aliases(JavaType record) {
        Map<String, String> aliases = new LinkedHashMap<>();
        for (BeanPropertyDefinition property : properties(record)) {
            for (PropertyName alias : property.findAliases()) {
                aliases.put(alias.getSimpleName(), property.getName());
            }
        }
        return aliases;
    }

    private Iterable<BeanPropertyDefinition> properties(JavaType record) {
        BeanDescription description = config.introspect(record);
        return description.findProperties();
    }
}
