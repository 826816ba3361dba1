package io.github.coconut4j.curriculum.run;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.internal.FileTree;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.file.TextFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Small JSON files, replaced as a whole or not at all. */
final class JsonFiles {
    private static final JsonMapper JSON = ConfigFormat.json()
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private JsonFiles() {}

    /** Writes a value as an indented JSON file. */
    static void write(Path file, Object value) {
        try {
            WholeFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalArgumentException("a value without JSON: " + value, cannotHappen);
        }
    }

    /**
     * Reads a JSON file that need not be there, as {@link #read} does.
     *
     * @throws CurriculumException also if something else lies there: a pipe, a folder, a link to nothing
     */
    static <T> Optional<T> find(Path file, Class<T> type, Map<String, ?> later) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(read(file, type, later)) : Optional.empty();
    }

    /**
     * Reads a JSON file, every key of which has to be there.
     *
     * @param later keys that older versions did not write, with what stands for each; a key is a path such as {@code /curriculum/patience}
     * @throws CurriculumException if the file cannot be read or lacks something
     */
    static <T> T read(Path file, Class<T> type, Map<String, ?> later) {
        try (InputStream text = TextFiles.open(file)) {
            JsonNode tree = JSON.readTree(text);
            if (!tree.isObject()) {
                throw new CurriculumException(file + " is broken: it holds no JSON object, {…}.");
            }
            later.forEach((key, value) -> fillIn(tree, JsonPointer.compile(key), JSON.valueToTree(value)));
            return JSON.treeToValue(tree, type);
        } catch (DataException noText) {
            throw new CurriculumException(noText.getMessage(), noText);
        } catch (ValueInstantiationException refused) {
            String reason = refused.getCause() instanceof NullPointerException
                    ? place(refused) + " is missing or not what it should be."
                    : refused.getCause().getMessage();
            throw new CurriculumException(file + " is broken: " + reason, refused);
        } catch (MismatchedInputException unfit) {
            throw new CurriculumException(
                    file + " is broken: " + place(unfit) + " is missing or not what it should be.", unfit);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            if (at == null || at.getLineNr() < 1) { // of a number, once all of it has been read
                throw new CurriculumException(file + " is broken: it holds a number that is too large.", e);
            }
            throw new CurriculumException(
                    "%s is broken: it is no JSON at line %d, column %d."
                            .formatted(file, at.getLineNr(), at.getColumnNr()),
                    e);
        } catch (IOException e) {
            throw FileTree.failed("read", file, e);
        }
    }

    private static void fillIn(JsonNode tree, JsonPointer key, JsonNode value) {
        if (tree.at(key.head()) instanceof ObjectNode object) {
            object.putIfAbsent(key.last().getMatchingProperty(), value);
        }
    }

    /** The key at which reading ended, as a path. */
    private static String place(JsonMappingException unfit) {
        String path = unfit.getPath().stream()
                .map(part -> part.getFieldName() == null ? Integer.toString(part.getIndex()) : part.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "the whole of it" : path;
    }
}
