package io.github.coconut4j.data.record;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.internal.file.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.datavec.api.transform.TransformProcess;
import org.nd4j.shade.jackson.databind.JsonMappingException;

/** A DataVec {@link TransformProcess} in a file, as its {@code toJson} and {@code toYaml} write it. */
public final class TransformFile {
    /** Not DataVec's own copy, which is of 2022 and has no limits: that one is given what this one has written. */
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private TransformFile() {}

    /**
     * Reads one, of JSON or YAML.
     *
     * @param file of UTF-8
     * @return to be run on rows of its initial schema
     * @throws DataException if there is none, or it cannot be read
     */
    public static TransformProcess load(Path file) {
        FileKind.requireText(file);
        JsonNode tree = tree(file);
        if (!tree.path("initialSchema").isObject() || !tree.path("actionList").isArray()) {
            throw none(file, "it has no initialSchema or no actionList.", null);
        }
        try {
            return TransformProcess.fromJson(tree.toString());
        } catch (RuntimeException e) {
            throw none(file, unknown(e), e);
        }
    }

    /** DataVec's own fromYaml takes JSON alone; JSON is YAML, so this reads both. */
    private static JsonNode tree(Path file) {
        try (InputStream text = Files.newInputStream(file)) {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw none(file, "the JSON or YAML is broken" + place + ".", e);
        } catch (IOException | RuntimeException e) { // SnakeYAML and the reader of numbers throw their own
            throw none(file, "the JSON or YAML is broken.", e);
        }
    }

    /** Which part of it DataVec cannot make anything of. */
    private static String unknown(Throwable failed) {
        String part = "";
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonMappingException found && part.isEmpty()) {
                part = found.getPath().stream().map(TransformFile::key).collect(Collectors.joining("."));
            }
        }
        return part.isEmpty()
                ? "it has not the form that is read here."
                : "DataVec cannot make anything of " + Texts.shorten(part) + ".";
    }

    private static String key(JsonMappingException.Reference reference) {
        return reference.getFieldName() == null ? Integer.toString(reference.getIndex()) : reference.getFieldName();
    }

    private static DataException none(Path file, String why, Exception cause) {
        return new DataException(
                file + " is no TransformProcess of DataVec, as its toJson() or toYaml() writes one: " + why, cause);
    }
}
